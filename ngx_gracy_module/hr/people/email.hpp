// E-mail addresses as members have them.
#pragma once

#include <string_view>

namespace gracy::hr {

/// Something before the last @ and behind it, without blanks and signs that begin something else in a mail's header.
inline bool looks_like_an_address(std::string_view email) {
    const auto at = email.rfind('@');
    return at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
           email.find_first_of(" \t\r\n<>,;\"") == std::string_view::npos;
}

}  // namespace gracy::hr
