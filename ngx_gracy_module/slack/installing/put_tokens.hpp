// Tokens that Slack has just given are sealed and kept before anything else is done with them.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/installing/oauth_answer.hpp"
#include "slack/sending/tokens.hpp"

#include <cstdint>
#include <optional>

namespace gracy::slack {

struct InstallationId {
    std::int64_t team_space_id;
    std::int64_t id;
};

/// `begun_at`: the mark of the attempt to refresh that had them; nothing for an install. False: an install has
/// overtaken that attempt, so its tokens are not kept. All must outlive the task.
base::Task<bool> put_tokens(postgres::Transaction& transaction, const TokenKeys& keys, InstallationId installation,
                            const TokenPair& tokens, std::optional<base::Timestamp> begun_at);

}  // namespace gracy::slack
