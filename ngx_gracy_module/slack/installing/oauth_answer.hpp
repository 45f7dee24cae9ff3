// What oauth.v2.access answers (docs.slack.dev/reference/methods/oauth.v2.access): whose workspace, and the tokens.
#pragma once

#include "base/json.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gracy::slack {

/// Tokens as they came; nothing of this is ever logged.
struct TokenPair {
    std::string access_token;
    /// Only with token rotation: what the next pair is had for, once, and until when the access token is good.
    std::string refresh_token;
    std::optional<std::chrono::seconds> expires_in;
};

struct OauthAnswer {
    TokenPair tokens;
    std::string app_id;
    /// Nothing for an installation in a whole organization, which `enterprise_id` then is.
    std::optional<std::string> team_id;
    /// Of the workspace, or of the organization.
    std::string name;
    std::optional<std::string> enterprise_id;
    std::string bot_user_id;
    std::vector<std::string> scopes;
};

/// Nothing without a bot token, or when one of two that belong together is missing.
std::optional<TokenPair> read_tokens(base::JsonView answer);

/// Nothing when something that every answer has is missing or no text that could be kept.
std::optional<OauthAnswer> read_oauth_answer(base::JsonView answer);

}  // namespace gracy::slack
