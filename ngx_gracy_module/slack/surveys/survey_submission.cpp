#include "slack/surveys/survey_submission.hpp"

#include "gracy/sql/slack.hpp"
#include "http/problem.hpp"
#include "jobs/channel.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"
#include "slack/surveys/survey_form.hpp"

#include <array>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;

http::Response refuse(const std::vector<QuestionProblem>& problems) {
    std::vector<FieldProblem> fields;
    for (const QuestionProblem& problem : problems) {
        fields.push_back({.block_id = problem.block_id, .text = problem.text});
    }
    return http::Response::json(errors_answer(fields));
}

/// In the form's place, or under its first question while it is worth keeping.
http::Response say_outcome(std::string_view outcome, base::JsonView view, Language language) {
    // Sent twice, or answered elsewhere: that is what they wanted.
    if (outcome == "ok" || outcome == "already_answered") {
        return http::Response::json(update_answer(survey_answered_modal(language)));
    }
    std::string sentence = sentence_for(survey_refusal(outcome, language), "a survey's statement", outcome);
    for (const base::JsonView block : view["blocks"].elements()) {
        if (block["type"].string() == "input") {
            const std::array problems{
                FieldProblem{.block_id = block["block_id"].string().value_or(""), .text = std::move(sentence)}};
            return http::Response::json(errors_answer(problems));
        }
    }
    return http::Response::empty(200);
}

}  // namespace

base::Task<http::Response> submit_survey(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const std::int64_t wave = wave_of_form(view).value_or(0);
    const auto forms = co_await call.database().read(sql::slack::get_survey_form, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id, wave);
    const auto form = forms.front();
    const Language language = http::language_of(form.locale);
    if (form.outcome == "not_member") {
        const std::string why = (co_await why_no_member(call, interaction, language)).text;
        co_return refuse({{.block_id = std::string(first_input(view).value_or("")), .text = why}});
    }
    if (form.outcome != "ok") {
        co_return say_outcome(form.outcome, view, language);
    }
    const base::Json questions = base::Json::parse(form.questions.value_or("[]"));
    const auto answers = read_survey_answers(questions.view(), view["state"]["values"], language);
    if (!answers) {
        co_return refuse(answers.error());
    }
    const auto stored =
        co_await call.database().write(sql::slack::answer_wave, interaction.team_id, view_of(interaction.enterprise_id),
                                       interaction.user_id, wave, *answers, form.names_shown.value_or(false));
    call.database().notify(jobs::channel);
    co_return say_outcome(stored.front().outcome, view, language);
}

}  // namespace gracy::slack
