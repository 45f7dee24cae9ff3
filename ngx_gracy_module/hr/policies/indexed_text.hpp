// A version's text as its statement takes it: a chunk an element.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

struct IndexedText {
    /// Lines of one text.
    std::vector<std::string> headings;
    std::vector<std::string> bodies;
    /// Words of one text.
    std::vector<std::string> tokens;
};

/// Up to a second for a megabyte: not for the loop's thread.
IndexedText index_text(std::string_view markdown);

/// As statements take arrays; valid as long as the texts.
inline std::vector<std::string_view> views(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

}  // namespace gracy::hr
