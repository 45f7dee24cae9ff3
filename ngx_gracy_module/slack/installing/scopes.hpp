// What Gracy asks a workspace for (docs.slack.dev/reference/scopes); the app's own page must allow the same.
#pragma once

#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view bot_scopes =
    "app_mentions:read,assistant:write,channels:history,chat:write,chat:write.public,commands,groups:history,"
    "im:history,im:write,mpim:history,mpim:write,reactions:read,team:read,usergroups:read,users:read,users:read.email";

}  // namespace gracy::slack
