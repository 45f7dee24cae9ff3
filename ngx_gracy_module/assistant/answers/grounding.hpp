// Whether a sentence speaks of what its passages speak of: a citation of a passage about something else is invented.
#pragma once

#include <string_view>

namespace gracy::assistant {

/// True when `sources` have at least one in three of the words that carry the sentence's meaning, by their beginnings,
/// so that particles, endings and plurals do not matter. Also true when it has no such word ("네, 돼요."), or when the
/// two are not in the same language: then words say nothing. It finds citations that have nothing to do with a
/// sentence, not those that contradict it. Precondition: UTF-8, composed (NFC).
bool is_grounded(std::string_view sentence, std::string_view sources);

}  // namespace gracy::assistant
