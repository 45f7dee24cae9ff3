// Long text from people, in pieces that each fit into a section.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// Escaped, each at most as long as a section may be; cut at the end of a line where there is one, and never within
/// what a reader sees as a letter. No pieces of text without anything to see.
std::vector<std::string> sections_of(std::string_view text);

}  // namespace gracy::slack
