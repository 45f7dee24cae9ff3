// A wave's questions as a form in Slack. Of an anonymous wave there is none: Slack's message of a form that is
// submitted names its sender beside the answers, so it is answered on a page of ours that the form's place has a link
// to.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

inline constexpr std::string_view survey_callback = "survey.page";

struct SurveyForm {
    http::Language language = http::Language::english;
    std::int64_t wave_id = 0;
    std::string_view title;
    /// As the reader's clock has it.
    std::string_view until;
    /// Who sees what of the answers (surveys/privacy_notice.hpp).
    std::string_view privacy;
};

/// `questions`: as functions/surveys/survey_questions.sql has them. Nothing when they are more than Slack shows in a
/// modal.
std::optional<std::string> survey_modal(const SurveyForm& form, base::JsonView questions);

/// In the form's place: where it is answered. `link`: for this reader alone.
std::string survey_link_modal(const SurveyForm& form, bool anonymous, std::string_view link);

/// After it was answered.
std::string survey_answered_modal(http::Language language);

/// The wave whose form was submitted; nothing when it is none of ours.
std::optional<std::int64_t> wave_of_form(base::JsonView view);

struct QuestionProblem {
    std::string block_id;
    std::string text;
};

/// What was filled in, as the statement takes it ([[question, value], [question, 0, text], ...]), or what is wrong
/// under each question. `values`: view.state.values.
std::expected<std::string, std::vector<QuestionProblem>> read_survey_answers(base::JsonView questions,
                                                                             base::JsonView values,
                                                                             http::Language language);

/// {language: a button}, JSON, for functions/slack/survey_buttons.sql.
std::string survey_answer_buttons();

/// Such a button, or one in App Home.
bool is_survey_click(std::string_view action_id);

/// For App Home: a button of the wave whose id is `value`.
Button survey_button(std::string_view value, http::Language language);

/// For an outcome of survey_form_in_slack or answer_wave_from_slack that is not "ok"; plain text. Nothing for one that
/// they do not have.
std::optional<std::string> survey_refusal(std::string_view outcome, http::Language language);

}  // namespace gracy::slack
