#include "surveys/response_token.hpp"

#include "base/ascii.hpp"
#include "base/random.hpp"
#include "http/field_value.hpp"

#include <algorithm>

namespace gracy::surveys {
namespace {

constexpr std::string_view prefix = "grv_";
constexpr std::size_t secret_size = 43;

}  // namespace

std::string new_response_token() {
    return std::string(prefix) + base::random_base62(secret_size);
}

std::optional<base::Sha256> parse_response_token(std::string_view text) {
    if (!text.starts_with(prefix) || text.size() != prefix.size() + secret_size ||
        !std::ranges::all_of(text.substr(prefix.size()), base::ascii::is_alphanumeric)) {
        return std::nullopt;
    }
    return base::sha256(base::bytes_of(text));
}

std::optional<base::Sha256> response_token_of(const http::Request& request) {
    if (request.header_count("Authorization") != 1) {
        return std::nullopt;
    }
    std::string_view value = http::trimmed(request.header("Authorization").value_or(""));
    const std::string_view scheme = http::split_off(value, ' ');
    return http::same_text(scheme, "Bearer") ? parse_response_token(http::trimmed(value)) : std::nullopt;
}

}  // namespace gracy::surveys
