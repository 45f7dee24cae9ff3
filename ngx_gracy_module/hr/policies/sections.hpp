// The sections of a policy: what stands under which headings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

struct Section {
    /// From the outermost in.
    std::vector<std::u32string> headings;
    /// Without the headings' lines; never empty.
    std::u32string text;
};

/// See chunks_of.
std::vector<Section> sections_of(std::u32string_view markdown);

}  // namespace gracy::hr
