// Pieces of header field values (RFC 9110, 5.6).
#pragma once

#include "base/ascii.hpp"

#include <string_view>

namespace gracy::http {

/// Equal but for the case of ASCII letters.
inline bool same_text(std::string_view left, std::string_view right) {
    return base::ascii::same_but_for_case(left, right);
}

/// Without the spaces and tabs around it.
inline std::string_view trimmed(std::string_view text) {
    return base::ascii::trimmed(text, " \t");
}

/// What stands before the separator; `rest` becomes what stands behind it, or empty when there is none.
inline std::string_view split_off(std::string_view& rest, char separator) {
    const auto at = rest.find(separator);
    const std::string_view first = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
    return first;
}

}  // namespace gracy::http
