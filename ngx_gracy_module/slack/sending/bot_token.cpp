#include "slack/sending/bot_token.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {

base::Task<std::optional<std::string>> bot_token(postgres::Client& client, const TokenKeys& keys,
                                                 std::optional<std::int64_t> team_space_id, std::string team_id,
                                                 std::optional<std::string> enterprise_id) {
    const auto rows = co_await client.read(sql::slack::get_token, team_id, view_of(enterprise_id), team_space_id);
    const auto sealed = rows.first();
    co_return sealed
        ? keys.open(sealed->team_space_id, sealed->installation_id, sealed->key_id.value_or(""), sealed->token_sealed)
        : std::nullopt;
}

}  // namespace gracy::slack
