#include "slack/receiving/clicked_message.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/responder.hpp"

#include <fmt/format.h>

namespace gracy::slack {

base::Task<void> change_clicked_message(postgres::Transaction& transaction, std::int64_t team_space_id,
                                        const Interaction& interaction, std::string_view event_id,
                                        std::string arguments) {
    const base::JsonView container = interaction.json()["container"];
    const auto channel = identifier(container["channel_id"]);
    const auto ts = identifier(container["message_ts"]);
    const std::string key = fmt::format("click/change/{}", event_id);
    std::optional<MessagePlace> place;
    if (channel && ts && container["is_ephemeral"].boolean() != true) {
        place = MessagePlace{
            .team_space_id = team_space_id, .team_id = interaction.team_id, .channel = *channel, .ts = *ts};
    }
    const bool is_answered =
        co_await answer_later(transaction, interaction, Answering::in_place, arguments, key, place);
    if (!place) {
        co_return;
    }
    if (is_answered) {
        co_await transaction.run(sql::slack::drop_update, team_space_id, interaction.team_id, *channel, *ts);
    } else {
        co_await transaction.run(sql::slack::queue_update, team_space_id, interaction.team_id, *channel, *ts, arguments,
                                 std::optional<std::string_view>(key));
    }
}

}  // namespace gracy::slack
