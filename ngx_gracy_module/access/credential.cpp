#include "access/credential.hpp"

#include "base/ascii.hpp"
#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "http/cookie.hpp"
#include "http/field_value.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::access {
namespace {

constexpr std::string_view session_prefix = "grs_";
constexpr std::string_view password_prefix = "grp_";
constexpr std::string_view api_token_prefix = "grc_live_";
constexpr std::size_t name_size = 8;
constexpr std::size_t secret_size = 43;

bool is_base62(std::string_view text) {
    return std::ranges::all_of(text, base::ascii::is_alphanumeric);
}

bool is_session_token(std::string_view text) {
    if (!text.starts_with(session_prefix) || text.size() != session_prefix.size() + secret_size) {
        return false;
    }
    return std::ranges::all_of(text.substr(session_prefix.size()),
                               [](char c) { return is_base62({&c, 1}) || c == '-' || c == '_'; });
}

bool is_api_token(std::string_view text) {
    if (!text.starts_with(api_token_prefix) || text.size() != api_token_prefix.size() + name_size + 1 + secret_size) {
        return false;
    }
    text.remove_prefix(api_token_prefix.size());
    return is_base62(text.substr(0, name_size)) && text[name_size] == '_' && is_base62(text.substr(name_size + 1));
}

}  // namespace

std::string session_token_of(const base::Sha256& secret) {
    return std::string(session_prefix) + base::to_base64url(secret);
}

std::string new_session_token() {
    return session_token_of(base::random_bytes<32>());
}

std::string new_password_token() {
    return std::string(password_prefix) + base::to_base64url(base::random_bytes<32>());
}

NewApiToken new_api_token() {
    std::string prefix = std::string(api_token_prefix) + base::random_base62(name_size);
    return {.token = prefix + "_" + base::random_base62(secret_size), .prefix = prefix};
}

std::optional<Credential> parse_token(std::string_view text) {
    if (is_session_token(text)) {
        return Credential{.kind = Credential::Kind::session, .hash = base::sha256(base::bytes_of(text))};
    }
    if (is_api_token(text)) {
        return Credential{.kind = Credential::Kind::api_token, .hash = base::sha256(base::bytes_of(text))};
    }
    return std::nullopt;
}

std::optional<Credential> credential_of(const http::Request& request) {
    const std::size_t authorizations = request.header_count("Authorization");
    if (authorizations > 0) {
        std::string_view value = http::trimmed(request.header("Authorization").value_or(""));
        const std::string_view scheme = http::split_off(value, ' ');
        const auto credential = http::same_text(scheme, "Bearer") ? parse_token(http::trimmed(value)) : std::nullopt;
        if (!credential || authorizations > 1) {
            throw http::Problem::unauthenticated();
        }
        return credential;
    }
    const auto cookie = http::cookie(request, session_cookie);
    auto credential = cookie ? parse_token(*cookie) : std::nullopt;
    if (credential) {
        credential->by_cookie = true;
    }
    return credential;
}

std::optional<std::string_view> shown_user_agent(const http::Request& request) {
    const auto sent = request.header("User-Agent");
    return sent && sent->size() <= 512 && base::is_utf8(*sent) ? sent : std::nullopt;
}

std::string session_cookie_for(std::string_view token, std::int64_t max_age_seconds) {
    return fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax", session_cookie, token,
                       max_age_seconds);
}

std::string ended_session_cookie() {
    return session_cookie_for("", 0);
}

}  // namespace gracy::access
