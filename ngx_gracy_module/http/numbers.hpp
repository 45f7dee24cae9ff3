// Whole numbers as text from outside.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gracy::http {

/// Decimal, in the one spelling that the number has: no plus, no leading zeros, no blanks.
inline std::optional<std::int64_t> parse_integer(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || (digits.front() == '0' && text != "0")) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

/// Ids are positive.
inline std::optional<std::int64_t> parse_id(std::string_view text) {
    const auto number = parse_integer(text);
    return number && *number > 0 ? number : std::nullopt;
}

}  // namespace gracy::http
