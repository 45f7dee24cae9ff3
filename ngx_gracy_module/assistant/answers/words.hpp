// The words of a text that carry its meaning, by their beginnings, so that particles, endings and plurals do not
// matter.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

/// Of each language, without what a figure counts and what is shorter than a stem. Precondition: UTF-8, composed (NFC).
struct Words {
    std::vector<std::u32string> hangul;
    std::vector<std::u32string> latin;

    explicit Words(std::string_view text);

    /// Without those that may be said of anything, and without numbers in words and what they count.
    std::set<std::u32string> stems() const;
    bool in_korean() const { return hangul.size() > latin.size(); }
};

}  // namespace gracy::assistant
