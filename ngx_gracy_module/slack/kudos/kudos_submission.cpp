#include "slack/kudos/kudos_submission.hpp"

#include "base/digest.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_refusal.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

http::Response refuse(KudosField field, std::string_view message_block, std::string text) {
    const std::string_view block = field == KudosField::message ? message_block : block_of(field);
    return refuse_field(block, std::move(text));
}

/// Slack checks what the form demands before it submits, so this is somebody's own client, or a form of an older build.
std::string incomplete() {
    return "Please fill this in. / 이 항목을 채워 주세요.";
}

/// What was filled in, so that a second submission of it is known from another one.
base::Sha256 request_hash(base::JsonView values) {
    const std::string text = values.dump();
    return base::sha256(base::bytes_of(std::string_view(text)));
}

std::optional<std::string> explain(const KudosOutcome& outcome, std::size_t recipients, Language language) {
    if (outcome.outcome == "unknown_workspace") {
        return std::string(not_connected_text.in(language));
    }
    if (outcome.outcome == "unknown_value") {
        return std::string(Text{"This value was taken away meanwhile. Please choose another one.",
                                "그사이 없어진 핵심 가치예요. 다른 핵심 가치를 골라 주세요."}
                               .in(language));
    }
    return kudos_refusal(outcome, outcome.subject, recipients, Markup::plain, language);
}

}  // namespace

base::Task<http::Response> submit_kudos(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const base::JsonView values = view["state"]["values"];
    const auto view_id = identifier(view["id"]);
    const KudosPlace place = read_kudos_place(view["private_metadata"].string().value_or(""));
    const auto submission = read_kudos_submission(values, view["private_metadata"].string().value_or(""));
    if (!view_id || !submission) {
        co_return refuse(submission ? KudosField::message : submission.error(), place.message_block, incomplete());
    }
    const base::Sha256 hash = request_hash(values);
    // A view is submitted until it succeeds, and then no more: its id is the key.
    const auto rows = co_await call.database().write(
        sql::slack::give_kudos_from_modal, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        submission->recipient_ids, submission->value_id, submission->points, submission->message,
        submission->visibility, *view_id, hash, view_of(submission->channel), view_of(submission->thread_ts));
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok" || row.outcome == "replayed") {
        co_return http::Response::json(
            update_answer(kudos_given_modal(row.kudos_id.value_or(0), row.allowance_left.value_or(0), language)));
    }
    const KudosOutcome outcome{.outcome = row.outcome,
                               .subject = row.subject.value_or(""),
                               .allowance_left = row.allowance_left,
                               .value_names = {}};
    if (row.outcome == "unknown_giver") {
        co_return refuse(KudosField::recipients, place.message_block,
                         (co_await why_no_member(call, interaction, language)).text);
    }
    co_return refuse(field_of(row.outcome), place.message_block,
                     sentence_for(explain(outcome, submission->recipient_ids.size(), language), "give_kudos_from_modal",
                                  row.outcome));
}

}  // namespace gracy::slack
