#include "slack/installing/oauth_answer.hpp"

#include "slack/receiving/delivery.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

using base::JsonView;

constexpr std::size_t longest_token = 1000;
constexpr std::size_t longest_name = 255;
constexpr std::size_t most_scopes = 200;
constexpr std::int64_t longest_life = std::int64_t{366} * 24 * 3600;

std::string text_of(JsonView value) {
    return std::string(value.string().value_or(""));
}

bool is_token(std::string_view text) {
    return text.starts_with("xox") && text.size() <= longest_token &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

std::string name_of(JsonView value) {
    const std::string name = text_of(value);
    return name.size() <= longest_name && !name.contains('\0') ? name : std::string();
}

/// "chat:write,commands"
std::vector<std::string> scopes_of(std::string_view list) {
    std::vector<std::string> scopes;
    while (!list.empty() && scopes.size() < most_scopes) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (is_identifier(list.substr(0, comma))) {
            scopes.emplace_back(list.substr(0, comma));
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return scopes;
}

}  // namespace

std::optional<TokenPair> read_tokens(JsonView answer) {
    TokenPair tokens{.access_token = text_of(answer["access_token"]),
                     .refresh_token = text_of(answer["refresh_token"]),
                     .expires_in = {}};
    if (!is_token(tokens.access_token)) {
        return std::nullopt;
    }
    if (tokens.refresh_token.empty()) {
        return tokens;
    }
    const auto seconds = answer["expires_in"].integer();
    if (!is_token(tokens.refresh_token) || !seconds || *seconds < 1 || *seconds > longest_life) {
        return std::nullopt;
    }
    tokens.expires_in = std::chrono::seconds(*seconds);
    return tokens;
}

std::optional<OauthAnswer> read_oauth_answer(JsonView answer) {
    auto tokens = read_tokens(answer);
    const auto app_id = identifier(answer["app_id"]);
    const auto bot_user_id = identifier(answer["bot_user_id"]);
    if (!tokens || !app_id || !bot_user_id || answer["token_type"].string() != "bot") {
        return std::nullopt;
    }
    const bool is_enterprise = answer["is_enterprise_install"].boolean() == true;
    OauthAnswer read{.tokens = std::move(*tokens),
                     .app_id = *app_id,
                     .team_id = is_enterprise ? std::nullopt : identifier(answer["team"]["id"]),
                     .name = name_of(answer[is_enterprise ? "enterprise" : "team"]["name"]),
                     .enterprise_id = identifier(answer["enterprise"]["id"]),
                     .bot_user_id = *bot_user_id,
                     .scopes = scopes_of(answer["scope"].string().value_or(""))};
    if (is_enterprise ? !read.enterprise_id : !read.team_id) {
        return std::nullopt;
    }
    return read;
}

}  // namespace gracy::slack
