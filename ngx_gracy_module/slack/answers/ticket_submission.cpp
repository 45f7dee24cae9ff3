#include "slack/answers/ticket_submission.hpp"

#include "base/digest.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/answers/question.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/sentence_for.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

http::Response refuse(std::string text) {
    return refuse_field(ticket_text_block, std::move(text));
}

/// Nothing for what the function does not say.
std::optional<std::string> explain(std::string_view outcome, Language language) {
    if (outcome == "no_text") {
        return std::string(Text{"Please write what you want to know.", "궁금한 내용을 적어 주세요."}.in(language));
    }
    if (outcome == "text_too_long") {
        return std::string(
            Text{"Please say it in at most 2,000 characters.", "2,000자 안으로 적어 주세요."}.in(language));
    }
    if (outcome == "too_many_tickets") {
        return std::string(Text{"20 of your questions to HR are open: please wait for answers first.",
                                "답변을 기다리는 문의가 20개 있어요. 먼저 답변을 기다려 주세요."}
                               .in(language));
    }
    if (outcome == "unknown_workspace" || outcome == "not_member" || outcome == "key_reused") {
        return question_refusal(outcome, language);
    }
    return std::nullopt;
}

}  // namespace

base::Task<http::Response> submit_ticket(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto view_id = identifier(view["id"]);
    const TicketSubmission ticket = read_ticket_submission(view);
    if (!view_id) {
        co_return refuse("Please open the form again. / 양식을 다시 열어 주세요.");
    }
    const base::Sha256 hash = base::sha256(base::bytes_of(std::string_view(ticket.text)));
    const auto rows = co_await call.database().write(sql::slack::open_ticket_from_slack, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id,
                                                     ticket.text, ticket.question_id, *view_id, hash);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok" || row.outcome == "replayed") {
        co_return http::Response::json(update_answer(ticket_sent_modal(language)));
    }
    co_return refuse(sentence_for(explain(row.outcome, language), "open_ticket_from_slack", row.outcome));
}

}  // namespace gracy::slack
