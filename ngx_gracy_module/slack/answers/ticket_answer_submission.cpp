#include "slack/answers/ticket_answer_submission.hpp"

#include "gracy/sql/slack.hpp"
#include "jobs/channel.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/sentence_for.hpp"

namespace gracy::slack {
namespace {

http::Response refuse(std::string text) {
    return refuse_field(ticket_answer_block, std::move(text));
}

}  // namespace

base::Task<http::Response> submit_ticket_answer(access::Call& call, const Interaction& interaction) {
    const auto answer = read_ticket_answer(interaction.json()["view"]);
    if (!answer) {
        co_return http::Response::empty(200);  // no form of ours
    }
    if (answer->text.empty() != answer->closes) {
        co_return refuse(answer->closes ? "An answer, or none and it is closed: please choose. / 답변을 보내거나 "
                                          "답변 없이 종료하는 것 중 하나만 골라 주세요."
                                        : "Please write an answer, or close it. / 답변을 적거나 종료를 골라 주세요.");
    }
    const std::optional<std::string_view> text =
        answer->closes ? std::nullopt : std::optional<std::string_view>(answer->text);
    const auto rows = co_await call.database().write(sql::slack::settle_ticket, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id,
                                                     answer->ticket_id, text, call.request().request_id);
    const auto row = rows.front();
    const http::Language language = http::language_of(row.locale);
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::json(update_answer(ticket_answered_modal(answer->closes, language)));
    }
    co_return refuse(sentence_for(ticket_refusal(row.outcome, language), "settle_ticket_from_slack", row.outcome));
}

}  // namespace gracy::slack
