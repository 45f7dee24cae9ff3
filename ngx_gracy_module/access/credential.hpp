// Session and API tokens as text. The database and our memory know only the SHA-256 of one: 256 random bits need no
// slow hash.
#pragma once

#include "base/digest.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::access {

struct Credential {
    enum class Kind : unsigned char { session, api_token } kind;
    base::Sha256 hash;
    /// Sent by the browser without being asked, so a page of another site could have caused it.
    bool by_cookie = false;
};

inline constexpr std::string_view session_cookie = "__Host-gracy_session";

/// `grs_<43>`: base64url of 32 bytes that nobody can guess; of random ones.
std::string session_token_of(const base::Sha256& secret);
std::string new_session_token();

/// `grp_<43>`: what the mailed link to set a password has behind its `#`.
std::string new_password_token();

struct NewApiToken {
    /// `grc_live_<8 base62>_<43 base62>`
    std::string token;
    /// `grc_live_<8 base62>`, which may be shown.
    std::string prefix;
};
NewApiToken new_api_token();

/// Nothing when the text cannot be a token of ours, so that no look-up is spent on it.
std::optional<Credential> parse_token(std::string_view text);

/// Authorization: Bearer before the session cookie. Nothing when neither is there; throws Problem (401) when
/// Authorization is there and not a token of ours, because a caller who sends it means it.
std::optional<Credential> credential_of(const http::Request& request);

/// What sessions are listed with, for people who look at theirs; nothing when it is too long or not text.
std::optional<std::string_view> shown_user_agent(const http::Request& request);

/// Set-Cookie for a session, and for its end.
std::string session_cookie_for(std::string_view token, std::int64_t max_age_seconds);
std::string ended_session_cookie();

}  // namespace gracy::access
