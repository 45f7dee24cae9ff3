#include "slack/surveys/survey_form.hpp"

#include "base/ascii.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/receiving/refusals.hpp"

#include <algorithm>
#include <set>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::string_view answer_prefix = "answer_survey_";
constexpr Text answer_label{"Answer", "응답하기"};
constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_text = 4000;

std::string block_of(JsonView question) {
    return "question_" + std::to_string(question["no"].integer().value_or(0));
}

/// In the reader's language, or in the one that it was written in.
std::string_view text_in(JsonView languages, Language language) {
    const auto own = languages[http::name_of(language)].string();
    const auto other = languages[language == Language::korean ? "en" : "ko"].string();
    return own ? *own : other.value_or("");
}

std::string_view kind_of(JsonView question) {
    return question["kind"].string().value_or("");
}

/// The least and the greatest number that answers it; of options their places.
struct Range {
    std::int64_t least;
    std::int64_t most;
};

Range range_of(JsonView question) {
    const std::string_view kind = kind_of(question);
    if (kind == "scale") {
        return {.least = 0, .most = 10};
    }
    return {.least = 1, .most = kind == "likert5" ? 5 : static_cast<std::int64_t>(question["options"].size())};
}

/// What the ends of a row of numbers stand for.
struct Ends {
    Text least;
    Text most;
};

Ends ends_of(JsonView question) {
    if (kind_of(question) == "likert5") {
        return {.least = {"disagree", "그렇지 않아요"}, .most = {"agree", "그래요"}};
    }
    return question["metric"].string() == "enps"
               ? Ends{.least = {"not at all", "전혀 아니에요"}, .most = {"by all means", "꼭 추천해요"}}
               : Ends{.least = {"least", "가장 낮음"}, .most = {"most", "가장 높음"}};
}

std::vector<Option> numbers_of(JsonView question, Language language) {
    const Range range = range_of(question);
    const Ends ends = ends_of(question);
    std::vector<Option> options;
    for (std::int64_t number = range.least; number <= range.most; ++number) {
        std::string text = std::to_string(number);
        if (number == range.least || number == range.most) {
            text += " · " + std::string((number == range.least ? ends.least : ends.most).in(language));
        }
        options.push_back({.text = std::move(text), .value = std::to_string(number)});
    }
    return options;
}

std::vector<Option> choices_of(JsonView question, Language language) {
    std::vector<Option> options;
    for (const JsonView option : question["options"].elements()) {
        options.push_back(
            {.text = std::string(text_in(option, language)), .value = std::to_string(options.size() + 1)});
    }
    return options;
}

/// Slack cuts longer ones, and then nobody knows which is which.
bool are_shown_whole(const std::vector<Option>& options) {
    return std::ranges::all_of(options,
                               [](const Option& option) { return utf16_length(option.text) <= block_limit::option; });
}

/// False: Slack does not show it whole.
bool ask(Blocks& view, JsonView question, Language language) {
    const std::string block = block_of(question);
    const std::string_view kind = kind_of(question);
    const Field field{.block_id = block,
                      .label = text_in(question["text"], language),
                      .optional = !question["required"].boolean().value_or(false)};
    if (kind == "text") {
        view.input(field, TextInput{.action_id = block, .multiline = true});
        return true;
    }
    if (kind == "scale" || kind == "likert5") {
        view.input(field, Select{.action_id = block}, numbers_of(question, language));
        return true;
    }
    const std::vector<Option> options = choices_of(question, language);
    if (kind == "multi") {
        view.input(field, MultiSelect{.action_id = block}, options);
    } else {
        view.input(field, Select{.action_id = block}, options);
    }
    return are_shown_whole(options);
}

void introduce(Blocks& view, const SurveyForm& form) {
    view.section(say(form.language, {"*{0}*\nOpen until {1}", "*{0}*\n{1}까지 응답할 수 있어요"},
                     styled(shorten(form.title, longest_title)), escape(form.until)));
}

Modal modal_of(std::string_view callback, Language language) {
    return {.callback_id = callback,
            .title = Text{"Survey", "설문"}.in(language),
            .close = Text{"Close", "닫기"}.in(language)};
}

/// The rows of one question, and why they are not to be had.
class Reader {
  public:
    Reader(base::JsonWriter& rows, Language language) : rows_(rows), language_(language) {}

    /// What is wrong, if anything.
    std::optional<std::string> read(JsonView question, JsonView element) {
        const std::string_view kind = kind_of(question);
        const std::int64_t no = question["no"].integer().value_or(0);
        std::size_t answers = 0;
        if (kind == "text") {
            const std::string text = base::to_nfc(base::ascii::trimmed(element["value"].string().value_or("")));
            if (text.find('\0') != std::string::npos || base::code_points(text) > longest_text) {
                return say(language_,
                           {"Please write text, of at most 4,000 characters.", "4,000자 안의 글로 적어 주세요."});
            }
            if (!base::is_blank(text)) {
                rows_.open_array().value(no).value(std::int64_t{0}).value(std::string_view(text)).close_array();
                ++answers;
            }
        } else {
            std::set<std::int64_t> chosen;
            const bool several = kind == "multi";
            const std::size_t count = several ? element["selected_options"].size() : 1;
            for (std::size_t i = 0; i < count; ++i) {
                const JsonView option = several ? element["selected_options"][i] : element["selected_option"];
                if (!option || option.is_null()) {
                    continue;
                }
                const auto value = http::parse_integer(option["value"].string().value_or(""));
                const Range range = range_of(question);
                if (!value || *value < range.least || *value > range.most || !chosen.insert(*value).second) {
                    return say(language_, {"Please choose one of what is offered.", "보기 중에서 골라 주세요."});
                }
                rows_.open_array().value(no).value(*value).close_array();
                ++answers;
            }
        }
        if (answers == 0 && question["required"].boolean().value_or(false)) {
            return say(language_, {"Please answer this question.", "이 질문에 응답해 주세요."});
        }
        return std::nullopt;
    }

  private:
    base::JsonWriter& rows_;
    Language language_;
};

}  // namespace

std::optional<std::string> survey_modal(const SurveyForm& form, JsonView questions) {
    const Language language = form.language;
    Blocks view;
    introduce(view, form);
    view.section(form.privacy);
    bool is_whole = true;
    for (const JsonView question : questions.elements()) {
        is_whole = ask(view, question, language) && is_whole;
    }
    const std::string wave = std::to_string(form.wave_id);
    Modal modal = modal_of(survey_callback, language);
    modal.submit = Text{"Send", "보내기"}.in(language);
    modal.private_metadata = wave;
    is_whole = is_whole && view.count() <= block_limit::view_blocks;
    std::string shown = modal_view(modal, std::move(view));
    return is_whole && shown.size() <= block_limit::view_bytes ? std::optional(std::move(shown)) : std::nullopt;
}

std::string survey_link_modal(const SurveyForm& form, bool anonymous, std::string_view link) {
    const Language language = form.language;
    Blocks view;
    introduce(view, form);
    view.section(form.privacy);
    view.section((anonymous
                      ? Text{"It is answered on a page of its own and not in Slack, which would know who has answered "
                             "what.",
                             "Slack에서는 누가 무엇을 답했는지 알 수 있어서, 따로 열리는 페이지에서 응답해요."}
                      : Text{"It has more than fits here, so it is answered on a page of its own.",
                             "여기에 다 담을 수 없어서, 따로 열리는 페이지에서 응답해요."})
                     .in(language));
    // A link and not a button: of that Slack would tell us, and with it the link and who has used it when.
    view.section(say(language,
                     {"*<{0}|Open the survey>*\nThe link is yours alone and good for one answer. It works until you "
                      "open this window again.",
                      "*<{0}|설문 열기>*\n나만 쓸 수 있는 링크이고 한 번만 응답할 수 있어요. 이 창을 다시 열면 새 "
                      "링크로 바뀌어요."},
                     link));
    return modal_view(modal_of("survey_link", language), std::move(view));
}

std::string survey_answered_modal(Language language) {
    Blocks view;
    view.section(Text{":ballot_box_with_ballot: Thank you, your answers are stored.",
                      ":ballot_box_with_ballot: 고마워요, 응답을 저장했어요."}
                     .in(language));
    return modal_view(modal_of("survey_answered", language), std::move(view));
}

std::optional<std::int64_t> wave_of_form(JsonView view) {
    return http::parse_id(view["private_metadata"].string().value_or(""));
}

std::expected<std::string, std::vector<QuestionProblem>> read_survey_answers(JsonView questions, JsonView values,
                                                                             Language language) {
    base::JsonWriter rows;
    rows.open_array();
    Reader reader(rows, language);
    std::vector<QuestionProblem> problems;
    for (const JsonView question : questions.elements()) {
        std::string block = block_of(question);
        if (auto problem = reader.read(question, values[block][block])) {
            problems.push_back({.block_id = std::move(block), .text = std::move(*problem)});
        }
    }
    rows.close_array();
    if (!problems.empty()) {
        return std::unexpected(std::move(problems));
    }
    return rows.take();
}

std::string survey_answer_buttons() {
    return button_in_both_languages(answer_prefix, answer_label);
}

bool is_survey_click(std::string_view action_id) {
    return action_id.starts_with(answer_prefix);
}

Button survey_button(std::string_view value, Language language) {
    return {.action_id = answer_prefix, .text = answer_label.in(language), .value = value};
}

std::optional<std::string> survey_refusal(std::string_view outcome, Language language) {
    const auto said = [&](Text text) { return std::optional(std::string(text.in(language))); };
    if (outcome == "already_answered") {
        return said({"You have answered this survey already. Thank you!", "이미 응답한 설문이에요. 고마워요!"});
    }
    if (outcome == "not_open") {
        return said({"This survey is not open any more.", "지금은 응답할 수 없는 설문이에요."});
    }
    if (outcome == "not_invited") {
        return said({"You are not invited to this survey.", "응답 대상이 아닌 설문이에요."});
    }
    if (outcome == "anonymous") {
        return said({"This survey is anonymous and is not answered in Slack: please open it again.",
                     "익명 설문은 Slack에서 응답하지 않아요. 다시 열어 주세요."});
    }
    if (outcome == "not_member") {
        return said(not_a_member_text);
    }
    if (outcome == "unknown_workspace") {
        return said(not_connected_text);
    }
    return std::nullopt;
}

}  // namespace gracy::slack
