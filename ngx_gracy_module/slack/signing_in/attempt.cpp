#include "slack/signing_in/attempt.hpp"

#include "access/credential.hpp"
#include "base/ascii.hpp"
#include "base/encoding.hpp"
#include "base/random.hpp"
#include "http/cookie.hpp"
#include "http/numbers.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::slack {
namespace {

constexpr std::string_view cookie_name = "__Host-gracy_slack_sign_in";
constexpr std::size_t secret_size = 32;
constexpr std::size_t secret_letters = 43;
constexpr std::chrono::minutes life{10};
// Hosts' clocks differ a little.
constexpr std::chrono::seconds clock_difference{60};
// The result may be looked at for a while after that.
constexpr int cookie_seconds = 1200;
constexpr std::size_t longest_destination = 200;
// Beside letters and digits.
constexpr std::string_view destination_signs = "-._~/?=&";

bool is_destination(std::string_view path) {
    return path.starts_with('/') && !path.starts_with("//") && path.size() <= longest_destination &&
           std::ranges::all_of(path,
                               [](char c) { return base::ascii::is_alphanumeric(c) || destination_signs.contains(c); });
}

}  // namespace

std::string destination_of(std::string_view asked) {
    return std::string(is_destination(asked) ? asked : result_path);
}

Attempt Attempt::begin(base::Timestamp now, std::string destination) {
    return {base::to_base64url(base::random_bytes<secret_size>()),
            std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count(), std::move(destination)};
}

std::optional<Attempt> Attempt::of(const http::Request& request) {
    // secret:began_at:destination
    const auto value = http::cookie(request, cookie_name);
    if (!value || value->size() <= secret_letters + 1 || (*value)[secret_letters] != ':') {
        return std::nullopt;
    }
    const std::string_view secret = value->substr(0, secret_letters);
    const std::string_view rest = value->substr(secret_letters + 1);
    const std::size_t colon = rest.find(':');
    const auto began_at = http::parse_integer(rest.substr(0, colon));
    const auto bytes = base::decode_base64url(secret);
    if (colon == std::string_view::npos || !began_at || !bytes || bytes->size() != secret_size ||
        !is_destination(rest.substr(colon + 1))) {
        return std::nullopt;
    }
    return Attempt(std::string(secret), *began_at, std::string(rest.substr(colon + 1)));
}

std::string Attempt::value() const {
    return fmt::format("{}:{}:{}", secret_, began_at_, destination_);
}

base::Sha256 Attempt::derive(const access::Keys& keys, std::string_view use) const {
    // A key for nothing else, from the one that our own marks in browsers are made with.
    const access::Key key = base::hkdf_sha256(keys.write_mark, "gracy slack sign-in 1");
    return base::hmac_sha256(key, {base::bytes_of(use), base::bytes_of(value())});
}

std::string Attempt::state(const access::Keys& keys) const {
    return base::to_base64url(derive(keys, "state "));
}

std::string Attempt::nonce(const access::Keys& keys) const {
    return base::to_base64url(derive(keys, "nonce "));
}

std::string Attempt::session_token(const access::Keys& keys) const {
    return access::session_token_of(derive(keys, "session "));
}

base::Sha256 Attempt::hash() const {
    return base::sha256(base::bytes_of(value()));
}

bool Attempt::has_expired(base::Timestamp now) const {
    const auto at = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return began_at_ < at - std::chrono::seconds(life).count() || began_at_ > at + clock_difference.count();
}

std::string Attempt::cookie() const {
    return fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax", cookie_name, value(),
                       cookie_seconds);
}

}  // namespace gracy::slack
