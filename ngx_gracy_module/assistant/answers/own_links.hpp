// Links to the company's own hosts, which answers may show; all others are refused (safe_text.hpp).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// A text without the links that it may show, for whoever checks the rest. Such a link begins with https and one of
/// `hosts`, nothing before it but the scheme and nothing behind it but a path of plain names: no port, no user, no
/// query, no fragment, no escapes, no dots but that of a file's name. `sources` have it, letter by letter, so that none
/// is made up; and blanks or the text's ends stand around it, so that no reader sees more in it than this. Whatever is
/// written otherwise stays in the text. `hosts`: in lower-case letters.
std::string without_own_links(std::string_view text, std::span<const std::string> hosts, std::string_view sources);

}  // namespace gracy::assistant
