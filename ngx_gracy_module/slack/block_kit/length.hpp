// Slack's limits count UTF-16 code units: an emoji is two, a Hangul syllable one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Precondition for both: the text is UTF-8.
std::size_t utf16_length(std::string_view text);

/// At most `most` units, cut between what a reader sees as letters (UAX #29); what is cut ends in "…".
std::string shorten(std::string_view text, std::size_t most);

}  // namespace gracy::slack
