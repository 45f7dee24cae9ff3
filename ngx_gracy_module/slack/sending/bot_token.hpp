// The token with which a workspace is spoken to.
#pragma once

#include "base/task.hpp"
#include "postgres/client.hpp"
#include "slack/sending/tokens.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Nothing when the workspace is not connected, or to another team space than that of what is to be said there (null:
/// what is nobody's), or its token sealed with another key. `client` and `keys` must outlive the task. Throws
/// postgres::Error.
base::Task<std::optional<std::string>> bot_token(postgres::Client& client, const TokenKeys& keys,
                                                 std::optional<std::int64_t> team_space_id, std::string team_id,
                                                 std::optional<std::string> enterprise_id);

}  // namespace gracy::slack
