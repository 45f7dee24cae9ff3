#include "slack/installing/put_tokens.hpp"

#include "gracy/sql/slack.hpp"

namespace gracy::slack {

base::Task<bool> put_tokens(postgres::Transaction& transaction, const TokenKeys& keys, InstallationId installation,
                            const TokenPair& tokens, std::optional<base::Timestamp> begun_at) {
    const auto [team_space_id, id] = installation;
    const auto sealed = keys.seal(team_space_id, id, tokens.access_token);
    if (!tokens.expires_in) {
        const auto rows = co_await transaction.run(sql::slack::put_token, team_space_id, id, sealed, keys.id());
        co_return rows.first().has_value();
    }
    const auto refresh = keys.seal(team_space_id, id, tokens.refresh_token, TokenUse::refresh);
    const auto rows = co_await transaction.run(sql::slack::put_tokens, team_space_id, id, sealed, keys.id(), refresh,
                                               static_cast<double>(tokens.expires_in->count()), begun_at);
    co_return rows.front().kept;
}

}  // namespace gracy::slack
