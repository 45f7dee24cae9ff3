#include "slack/installing/browser.hpp"

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "http/cookie.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

constexpr std::string_view cookie_name = "__Host-gracy_slack_install";
constexpr std::size_t secret_size = 32;
// The page with the result may be looked at for a while after the code's ten minutes.
constexpr int cookie_seconds = 3600;

}  // namespace

std::string new_secret() {
    return base::to_base64url(base::random_bytes<secret_size>());
}

std::optional<base::Sha256> secret_hash(std::string_view text) {
    const auto bytes = base::decode_base64url(text);
    return bytes && bytes->size() == secret_size ? std::optional(base::sha256(base::bytes_of(text))) : std::nullopt;
}

std::optional<std::string> browser_secret(const http::Request& request) {
    const auto value = http::cookie(request, cookie_name);
    return value && secret_hash(*value) ? std::optional<std::string>(*value) : std::nullopt;
}

std::string browser_cookie(std::string_view secret) {
    return fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax", cookie_name, secret,
                       cookie_seconds);
}

}  // namespace gracy::slack
