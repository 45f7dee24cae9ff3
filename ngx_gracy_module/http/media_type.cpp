#include "http/media_type.hpp"

#include "base/ascii.hpp"
#include "http/field_value.hpp"

#include <algorithm>

namespace gracy::http {
namespace {

// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
    static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return base::ascii::is_alphanumeric(c) || others.contains(c); });
}

// Takes a parameter's value off `rest`, quoted or not.
std::optional<std::string> split_off_value(std::string_view& rest) {
    if (!rest.starts_with('"')) {
        const auto end = rest.find_first_of("; \t");
        const std::string_view value = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
        return is_token(value) ? std::optional(std::string(value)) : std::nullopt;
    }
    std::string value;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return value;
        }
        if (rest[i] == '\\' && ++i == rest.size()) {
            break;
        }
        value += rest[i];
    }
    return std::nullopt;
}

}  // namespace

std::optional<MediaType> parse_media_type(std::string_view value) {
    const auto end = value.find(';');
    const std::string_view essence = trimmed(value.substr(0, end));
    const auto slash = essence.find('/');
    if (slash == std::string_view::npos || !is_token(essence.substr(0, slash)) ||
        !is_token(essence.substr(slash + 1))) {
        return std::nullopt;
    }
    MediaType type{base::ascii::lower(essence), std::nullopt};
    std::string_view rest = end == std::string_view::npos ? std::string_view() : trimmed(value.substr(end));
    while (!rest.empty()) {
        if (rest.front() != ';') {
            return std::nullopt;
        }
        rest = trimmed(rest.substr(1));
        if (rest.empty() || rest.front() == ';') {
            continue;  // RFC 9110, 5.6.6: an empty parameter is allowed
        }
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view name = rest.substr(0, equals);
        rest.remove_prefix(equals + 1);
        auto parameter = split_off_value(rest);
        if (!is_token(name) || !parameter) {
            return std::nullopt;
        }
        if (same_text(name, "charset")) {
            if (type.charset) {
                return std::nullopt;
            }
            type.charset = base::ascii::lower(*parameter);
        }
        rest = trimmed(rest);
    }
    return type;
}

bool has_body_of(const Request& request, std::string_view essence) {
    if (request.header_count("Content-Type") != 1) {
        return false;
    }
    const auto type = parse_media_type(request.header("Content-Type").value_or(""));
    return type && type->essence == essence && type->is_utf8();
}

}  // namespace gracy::http
