#include "slack/answers/small_talk.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::slack {
namespace {

using Text = std::u32string_view;

constexpr auto greetings = std::to_array<Text>({U"안녕", U"안녕하세요", U"안녕하십니까", U"하이", U"헬로", U"반가워요",
                                                U"반갑습니다", U"좋은 아침", U"좋은 아침이에요", U"좋은 아침입니다"});
constexpr auto thanks = std::to_array<Text>({U"고마워",
                                             U"고마워요",
                                             U"고맙습니다",
                                             U"감사",
                                             U"감사해요",
                                             U"감사합니다",
                                             U"정말 고마워요",
                                             U"정말 고맙습니다",
                                             U"정말 감사해요",
                                             U"정말 감사합니다",
                                             U"너무 고마워요",
                                             U"너무 감사해요",
                                             U"너무 감사합니다",
                                             U"답변 감사합니다",
                                             U"답변 고마워요",
                                             U"알려줘서 고마워",
                                             U"알려줘서 고마워요",
                                             U"알려주셔서 감사합니다",
                                             U"땡큐",
                                             U"도움이 됐어요",
                                             U"도움이 되었어요",
                                             U"네 감사합니다",
                                             U"네 고마워요",
                                             U"넵 감사합니다",
                                             U"수고하세요",
                                             U"수고하셨습니다",
                                             U"네",
                                             U"넵",
                                             U"넹",
                                             U"알겠어요",
                                             U"알겠습니다",
                                             U"오케이",
                                             U"좋아요",
                                             U"굿"});
constexpr auto english_greetings =
    std::to_array<Text>({U"hi", U"hello", U"hey", U"hi there", U"hello there", U"hey there", U"hi gracy",
                         U"hello gracy", U"hey gracy", U"good morning", U"good afternoon", U"good evening"});
constexpr auto english_thanks = std::to_array<Text>({U"thanks",
                                                     U"thanks a lot",
                                                     U"thanks so much",
                                                     U"many thanks",
                                                     U"thank you",
                                                     U"thank you so much",
                                                     U"thank you very much",
                                                     U"thx",
                                                     U"ty",
                                                     U"ok",
                                                     U"okay",
                                                     U"ok thanks",
                                                     U"okay thanks",
                                                     U"ok thank you",
                                                     U"got it",
                                                     U"got it thanks",
                                                     U"great",
                                                     U"great thanks",
                                                     U"perfect",
                                                     U"cool",
                                                     U"nice",
                                                     U"lol",
                                                     U"haha"});
// ㅎㅎ and ㅠㅠ, also as they are folded.
constexpr bool is_jamo(char32_t point) {
    return (point >= 0x3131 && point <= 0x318e) || (point >= 0x1100 && point <= 0x11ff);
}

/// Without :pray: and the like.
std::u32string without_emoji_names(Text text) {
    std::u32string rest;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text[at] == U':' ? text.find_first_of(U": ", at + 1) : Text::npos;
        if (end != Text::npos && text[end] == U':' && end > at + 1) {
            at = end + 1;
        } else {
            rest += text[at++];
        }
    }
    return rest;
}

/// The words alone, with one blank between them.
std::u32string words_of(Text text) {
    std::u32string words;
    bool is_apart = false;
    for (const char32_t point : without_emoji_names(text)) {
        if ((base::is_letter(point) && !is_jamo(point)) || base::is_digit(point)) {
            words += is_apart && !words.empty() ? U" " : U"";
            words += point;
            is_apart = false;
        } else {
            is_apart = is_apart || base::is_white_space(point) || point == U',' || point == U'.' || point == U'!';
        }
    }
    return words;
}

bool is_one_of(Text words, const auto& known) {
    return std::ranges::find(known, words) != known.end();
}

}  // namespace

std::optional<std::string_view> answer_to_small_talk(std::string_view text) {
    const std::u32string points = base::to_folded(text);
    const std::u32string words = words_of(points);
    if (words.empty() && std::ranges::any_of(points, is_jamo)) {
        return ":slightly_smiling_face:";
    }
    if (is_one_of(words, greetings)) {
        return "안녕하세요! 회사 규정에 대해 궁금한 것을 물어보세요. 예: _연차는 며칠인가요?_";
    }
    if (is_one_of(words, thanks)) {
        return "별말씀을요! 더 궁금한 것이 있으면 언제든 물어보세요.";
    }
    if (is_one_of(words, english_greetings)) {
        return "Hello! Ask me about the company's policies, such as _How many days of leave do I have?_";
    }
    if (is_one_of(words, english_thanks)) {
        return "You're welcome! Just ask when there is anything else.";
    }
    return std::nullopt;
}

}  // namespace gracy::slack
