// Text of protocols, configuration and codes, byte by byte: what is not ASCII is left as it is. For what people write
// there is base/unicode.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace gracy::base::ascii {

inline constexpr std::string_view blanks = " \t\r\n";

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_alphanumeric(char c) {
    return is_digit(c) || is_letter(c);
}

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

inline std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), to_lower);
    return result;
}

constexpr bool same_but_for_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char l, char r) { return to_lower(l) == to_lower(r); });
}

/// At least one, and nothing else.
constexpr bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// Also of no text at all.
constexpr bool is_blank(std::string_view text) {
    return text.find_first_not_of(blanks) == std::string_view::npos;
}

/// Without what is blank around it.
constexpr std::string_view trimmed(std::string_view text, std::string_view what = blanks) {
    const auto first = text.find_first_not_of(what);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(what) - first + 1);
}

}  // namespace gracy::base::ascii
