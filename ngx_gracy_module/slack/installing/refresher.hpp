// Token rotation (docs.slack.dev/authentication/using-token-rotation): tokens are exchanged for new ones two hours
// before they expire. What they are exchanged for is used up by asking, so that the beginning and the end of each
// attempt are written: one that was cut off in between is made again, and Slack's answer then says whether the first
// had got through. If it had, the tokens are lost, and the workspace has to be installed again before the one it has
// expires.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/installing/counts.hpp"
#include "slack/installing/oauth_answer.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

class Refresher {
  public:
    /// `app`: nothing when the operator has not given them; then no token is refreshed, and the log says so. All must
    /// outlive this.
    Refresher(postgres::Database& database, WebApi& api, const TokenKeys& keys, std::optional<AppCredentials> app)
        : database_(database), api_(api), keys_(keys), app_(std::move(app)) {}

    /// Refreshes one installation's token; true when another may be due.
    base::Task<bool> refresh_some();
    const RefreshCounts& counts() const { return counts_; }

  private:
    struct Attempt {
        std::int64_t team_space_id;
        std::int64_t id;
        std::string team_id;
        base::Timestamp begun_at;
        bool again;
    };

    base::Task<void> refresh(const Attempt& attempt, std::string refresh_token);
    base::Task<void> keep(const Attempt& attempt, const TokenPair& tokens);
    base::Task<void> try_later(const Attempt& attempt, const ApiResult& result);
    base::Task<void> give_up(const Attempt& attempt, std::string error);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
    const std::optional<AppCredentials> app_;
    RefreshCounts counts_;
};

}  // namespace gracy::slack
