// The ID token of Sign in with Slack (OpenID Connect Core 1.0, 2 and 3.1.3.7; RFC 7515, RFC 7517): a JSON Web Token
// that Slack has signed with one of its keys.
#pragma once

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/rsa.hpp"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// By their ids ("kid").
using SigningKeys = std::map<std::string, base::RsaPublicKey, std::less<>>;

/// A JWKS (openid/connect/keys). Keys for other uses or of other kinds are passed over; nothing when it is no JWKS or
/// has none for RS256.
std::optional<SigningKeys> read_signing_keys(std::string_view text);

/// What has to be true of a token.
struct ExpectedToken {
    /// Of the app: whom it is for.
    std::string client_id;
    /// SHA-256 of what the browser was sent to Slack with.
    base::Sha256 nonce_hash;
    base::Timestamp now;
};

/// Who has signed in.
struct SlackIdentity {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string user_id;
};

enum class TokenDefect : unsigned char {
    malformed,
    algorithm,    // anything but RS256
    unknown_key,  // none of these keys: Slack may have begun to use another
    signature,
    issuer,
    audience,
    expired,  // or not valid yet
    nonce,
    identity,  // whose it is, is not in it
};

/// "token_signature", as the log has it.
std::string_view name_of(TokenDefect defect);

/// What a token that is really Slack's has to say (OpenID Connect Core 1.0, 3.1.3.7).
std::expected<SlackIdentity, TokenDefect> check_claims(base::JsonView claims, const ExpectedToken& expected);

/// `token` may be any bytes. Nothing in it is looked at before its signature is found to be good, but what names the
/// key.
std::expected<SlackIdentity, TokenDefect> verify_id_token(std::string_view token, const SigningKeys& keys,
                                                          const ExpectedToken& expected);

}  // namespace gracy::slack
