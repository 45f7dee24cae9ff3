#include "slack/clicked_message.hpp"

#include "gracy/sql/slack.hpp"

#include <fmt/format.h>

namespace gracy::slack {

base::Task<void> change_clicked_message(postgres::Transaction& transaction, std::int64_t team_space_id,
                                        const Interaction& interaction, std::string_view event_id,
                                        std::string arguments) {
    const base::JsonView container = interaction.json()["container"];
    const auto channel = identifier(container["channel_id"]);
    const auto ts = identifier(container["message_ts"]);
    if (channel && ts) {
        const std::string key = fmt::format("click/change/{}", event_id);
        co_await transaction.run(sql::slack::queue_update, team_space_id, interaction.team_id, *channel, *ts, arguments,
                                 std::optional<std::string_view>(key));
    }
}

}  // namespace gracy::slack
