#include "slack/signing_in/id_token.hpp"

#include "base/encoding.hpp"
#include "slack/receiving/delivery.hpp"

#include <array>

namespace gracy::slack {
namespace {

using base::JsonView;
using std::unexpected;

constexpr std::string_view issuer = "https://slack.com";
constexpr std::string_view team_claim = "https://slack.com/team_id";
constexpr std::string_view enterprise_claim = "https://slack.com/enterprise_id";
constexpr std::string_view user_claim = "https://slack.com/user_id";
// Slack's are about a kilobyte.
constexpr std::size_t longest_token = 16 * 1024;
constexpr std::size_t most_keys = 32;
// What clocks differ by.
constexpr std::chrono::seconds leeway{60};

std::optional<base::Json> parse(std::string_view text) {
    try {
        base::Json json = base::Json::parse(text, {.bytes = std::size_t{256} * 1024, .depth = 16});
        return json.view().is_object() ? std::optional(std::move(json)) : std::nullopt;
    } catch (const base::JsonError&) {
        return std::nullopt;
    }
}

std::optional<base::Json> decode(std::string_view part) {
    const auto text = base::decode_base64url(part);
    return text ? parse(*text) : std::nullopt;
}

std::optional<base::RsaPublicKey> read_key(JsonView key) {
    if (key["kty"].string() != "RSA" || (key["use"] && key["use"].string() != "sig") ||
        (key["alg"] && key["alg"].string() != "RS256")) {
        return std::nullopt;
    }
    const auto modulus = base::decode_base64url(key["n"].string().value_or(""));
    const auto exponent = base::decode_base64url(key["e"].string().value_or(""));
    return modulus && exponent ? base::RsaPublicKey::of(base::bytes_of(*modulus), base::bytes_of(*exponent))
                               : std::nullopt;
}

/// Ours, and nobody else's beside us (3.1.3.7, 3).
bool is_for(JsonView audience, std::string_view client_id) {
    return audience.string() == client_id || (audience.size() == 1 && audience[std::size_t{0}].string() == client_id);
}

/// Whether the claim, seconds since the epoch, holds: `is_before` of it and now.
template <class Compare>
bool holds(JsonView claim, base::Timestamp now, Compare is_before) {
    const auto seconds = claim.integer();
    const auto at = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return seconds && is_before(*seconds, at);
}

}  // namespace

std::expected<SlackIdentity, TokenDefect> check_claims(JsonView claims, const ExpectedToken& expected) {
    if (claims["iss"].string() != issuer) {
        return unexpected(TokenDefect::issuer);
    }
    if (!is_for(claims["aud"], expected.client_id)) {
        return unexpected(TokenDefect::audience);
    }
    const auto is_in_time = [](std::int64_t expires, std::int64_t now) { return expires > now - leeway.count(); };
    const auto has_begun = [](std::int64_t issued, std::int64_t now) { return issued <= now + leeway.count(); };
    if (!holds(claims["exp"], expected.now, is_in_time) || !holds(claims["iat"], expected.now, has_begun)) {
        return unexpected(TokenDefect::expired);
    }
    const base::Sha256 nonce = base::sha256(base::bytes_of(claims["nonce"].string().value_or("")));
    if (!base::constant_time_equal(nonce, expected.nonce_hash)) {
        return unexpected(TokenDefect::nonce);
    }
    const auto team = identifier(claims[team_claim]);
    const auto user = identifier(claims[user_claim]);
    if (!team || !user || claims["sub"].string() != *user) {
        return unexpected(TokenDefect::identity);
    }
    return SlackIdentity{.team_id = *team, .enterprise_id = identifier(claims[enterprise_claim]), .user_id = *user};
}

std::optional<SigningKeys> read_signing_keys(std::string_view text) {
    const auto set = parse(text);
    if (!set || !(*set)["keys"].is_array()) {
        return std::nullopt;
    }
    SigningKeys keys;
    for (const JsonView key : (*set)["keys"].elements()) {
        const auto id = identifier(key["kid"]);
        auto read = id && keys.size() < most_keys ? read_key(key) : std::nullopt;
        if (read) {
            keys.emplace(*id, std::move(*read));
        }
    }
    return keys.empty() ? std::nullopt : std::optional(std::move(keys));
}

std::string_view name_of(TokenDefect defect) {
    constexpr std::array<std::string_view, 9> names{"token_malformed", "token_algorithm", "token_unknown_key",
                                                    "token_signature", "token_issuer",    "token_audience",
                                                    "token_expired",   "token_nonce",     "token_identity"};
    return names.at(static_cast<std::size_t>(defect));
}

std::expected<SlackIdentity, TokenDefect> verify_id_token(std::string_view token, const SigningKeys& keys,
                                                          const ExpectedToken& expected) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > longest_token || second == std::string_view::npos) {
        return unexpected(TokenDefect::malformed);
    }
    const auto header = decode(token.substr(0, first));
    const auto signature = base::decode_base64url(token.substr(second + 1));
    if (!header || !signature) {
        return unexpected(TokenDefect::malformed);
    }
    // "crit" names what must be understood; we understand nothing beyond the standard (RFC 7515, 4.1.11).
    if ((*header)["alg"].string() != "RS256" || (*header)["crit"]) {
        return unexpected(TokenDefect::algorithm);
    }
    const auto key = keys.find((*header)["kid"].string().value_or(""));
    if (key == keys.end()) {
        return unexpected(TokenDefect::unknown_key);
    }
    if (!key->second.verifies(base::bytes_of(token.substr(0, second)), base::bytes_of(*signature))) {
        return unexpected(TokenDefect::signature);
    }
    const auto claims = decode(token.substr(first + 1, second - first - 1));
    return claims ? check_claims(claims->view(), expected) : unexpected(TokenDefect::malformed);
}

}  // namespace gracy::slack
