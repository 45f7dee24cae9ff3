// What Gracy asks a workspace for (docs.slack.dev/reference/scopes); the app's own page must allow the same.
#pragma once

#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view bot_scopes =
    "chat:write,commands,im:history,im:write,reactions:read,users:read,users:read.email";

}  // namespace gracy::slack
