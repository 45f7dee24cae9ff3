#include "slack/kudos/kudos_draft.hpp"

#include "access/services.hpp"
#include "base/ascii.hpp"
#include "base/text.hpp"
#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "jobs/channel.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/member_options.hpp"
#include "slack/views/queue_view.hpp"

#include <vector>

namespace gracy::slack {
namespace {

std::string written_so_far(base::JsonView values, std::string_view block) {
    const std::string_view entered = values[block][block_of(KudosField::message)]["value"].string().value_or("");
    return entered.contains('\0') ? std::string() : base::to_nfc(base::ascii::trimmed(entered));
}

std::vector<std::int64_t> chosen(base::JsonView values) {
    std::vector<std::int64_t> ids;
    for (const base::JsonView option : values[recipients_action][recipients_action]["selected_options"].elements()) {
        if (const auto id = http::parse_integer(option["value"].string().value_or(""))) {
            ids.push_back(*id);
        }
    }
    return ids;
}

}  // namespace

bool is_kudos_draft_click(const Interaction& interaction) {
    return interaction.kind == Interaction::Kind::block_actions && interaction.callback_id == kudos_callback &&
           interaction.json()["actions"][std::size_t{0}]["action_id"].string() == draft_kudos_action;
}

base::Task<http::Response> draft_kudos(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const base::JsonView values = view["state"]["values"];
    const auto view_id = identifier(view["id"]);
    const auto hash = identifier(view["hash"]);
    const auto clicked_at = identifier(interaction.json()["actions"][std::size_t{0}]["action_ts"]);
    if (!view_id || !hash) {
        co_return http::Response::empty(200);  // no form that could show anything
    }
    const KudosPlace place = read_kudos_place(view["private_metadata"].string().value_or(""));
    ViewRequest request{.team_id = interaction.team_id,
                        .enterprise_id = interaction.enterprise_id,
                        .user_id = interaction.user_id,
                        .trigger_id = interaction.trigger_id.value_or(*view_id),
                        .view = std::string(kudos_callback),
                        .received_at = call.services().clock.now(),
                        .channel = place.channel,
                        .thread_ts = place.thread_ts,
                        .view_id = view_id,
                        .hash = hash,
                        .message_block = place.message_block};
    const std::string words = written_so_far(values, place.message_block);
    const std::string key = *view_id + "/" + clicked_at.value_or("");
    const std::vector<std::int64_t> recipients = chosen(values);
    const auto rows =
        co_await call.database().write(sql::slack::draft_kudos, interaction.team_id, view_of(interaction.enterprise_id),
                                       interaction.user_id, recipients, words, key, request.payload());
    const auto row = rows.front();
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::empty(200);
    }
    request.draft_refusal = std::string(row.outcome);
    co_await queue_view(call, std::move(request), {});
    co_return http::Response::empty(200);
}

}  // namespace gracy::slack
