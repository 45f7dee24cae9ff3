#include "surveys/privacy_notice.hpp"

#include <fmt/format.h>
#include <string>

namespace gracy::surveys {
namespace {

// Each sentence is held by the database: gracy.settle_wave, gracy.hold_back_cells, gracy.keep_wave_promises.
std::string anonymous_in_english(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "This survey is anonymous. Your answers are stored without your name and cannot be joined with you; only "
        "whether "
        "you have answered is kept, without a time. Results are shown after the survey has closed, for groups of {0} "
        "people "
        "or more, and never so that a smaller group could be worked out. What you write is shown word for word, with "
        "no "
        "group and in no order, to those who run surveys, once {1} people or more have written something: write "
        "nothing that gives "
        "you away. Your manager sees the results of their own group by the same rules, and no texts. These rules "
        "cannot be changed "
        "while the survey is running or afterwards.",
        k_score, k_text);
}

std::string anonymous_in_korean(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "익명 설문이에요. 답변은 이름 없이 저장되고 누구의 답변인지 연결할 수 없어요. 응답했는지 여부만 시각 없이 "
        "남아요. "
        "결과는 설문이 끝난 뒤 {0}명 이상인 그룹만 보여 주고, 더 작은 그룹을 계산해 낼 수 없게 해요. "
        "직접 쓴 글은 {1}명 이상이 썼을 때 그룹과 순서 없이 설문 담당자에게 그대로 보이니, 본인이 드러나는 내용은 적지 "
        "마세요. "
        "매니저는 같은 규칙으로 자기 그룹의 결과만 보고 글은 볼 수 없어요. 이 규칙은 설문이 진행되는 동안에도, 끝난 "
        "뒤에도 바뀌지 않아요.",
        k_score, k_text);
}

std::string identified_in_english(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "This survey is not anonymous: your answers are stored with your name. Results are shown after the survey has "
        "closed, "
        "for groups of {0} people or more; what you write is shown without your name once {1} people or more have "
        "written something. "
        "The mode cannot be changed any more.",
        k_score, k_text);
}

std::string identified_in_korean(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "실명 설문이에요. 답변이 이름과 함께 저장돼요. 결과는 설문이 끝난 뒤 {0}명 이상인 그룹만 보여 주고, "
        "직접 쓴 글은 {1}명 이상이 썼을 때 이름 없이 보여 줘요. 실명 여부는 이제 바꿀 수 없어요.",
        k_score, k_text);
}

std::string named_in_english(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "This survey is not anonymous: your answers are stored with your name. Once it has closed, those who run "
        "surveys "
        "can read what you answered and wrote, with your name; each time is recorded. Everybody else sees results for "
        "groups of {0} people or more; what you write is shown without your name once {1} people or more have written "
        "something. The mode cannot be changed any more.",
        k_score, k_text);
}

std::string named_in_korean(std::int32_t k_score, std::int32_t k_text) {
    return fmt::format(
        "실명 설문이에요. 답변이 이름과 함께 저장돼요. 설문이 끝나면 설문 담당자가 답변과 직접 쓴 글을 이름과 함께 볼 "
        "수 "
        "있고, 볼 때마다 기록이 남아요. 다른 사람에게는 {0}명 이상인 그룹의 결과만 보여 주고, 직접 쓴 글은 {1}명 "
        "이상이 "
        "썼을 때 이름 없이 보여 줘요. 실명 여부는 이제 바꿀 수 없어요.",
        k_score, k_text);
}

std::string in_korean(const WavePrivacy& privacy) {
    const auto say = privacy.mode == "anonymous" ? anonymous_in_korean
                     : privacy.names_shown       ? named_in_korean
                                                 : identified_in_korean;
    return say(privacy.k_score, privacy.k_text);
}

std::string in_english(const WavePrivacy& privacy) {
    const auto say = privacy.mode == "anonymous" ? anonymous_in_english
                     : privacy.names_shown       ? named_in_english
                                                 : identified_in_english;
    return say(privacy.k_score, privacy.k_text);
}

}  // namespace

std::string privacy_text(const WavePrivacy& privacy, http::Language language) {
    return language == http::Language::korean ? in_korean(privacy) : in_english(privacy);
}

void write_privacy_notice(base::JsonWriter& json, const WavePrivacy& privacy) {
    json.open_object();
    json.field<"mode">(privacy.mode);
    json.field<"names_shown">(privacy.names_shown);
    json.field<"k_score">(privacy.k_score);
    json.field<"k_text">(privacy.k_text);
    json.key<"text">().open_object();
    json.field<"ko">(in_korean(privacy));
    json.field<"en">(in_english(privacy));
    json.close_object().close_object();
}

}  // namespace gracy::surveys
