// A line of the log without anything that somebody wrote, owns or is called.
#pragma once

#include <string>
#include <string_view>

namespace gracy::jobs {

/// At most 300 bytes of ASCII. Only words of small letters stay ("channel_not_found"), with the punctuation around
/// them; everything else, and whatever stands in quotes or brackets, becomes "...". So lines that differ in their
/// values only have one summary, and no name, number, address, token or sentence of a person's gets out. `line` may be
/// any bytes.
std::string error_summary(std::string_view line);

}  // namespace gracy::jobs
