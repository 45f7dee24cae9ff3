// Whether a sentence speaks of what its passages speak of: a citation of a passage about something else is invented.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace gracy::assistant {

/// Whether two texts have terms that mean the same, in whichever language: 연차 and "annual leave".
using SameTerms = std::function<bool(std::string_view one, std::string_view other)>;

/// True when `sources` have at least one in three of the words that carry the sentence's meaning, by their beginnings,
/// so that particles, endings and plurals do not matter. Beside a number that they share other words for the same are
/// usual: one is enough then, and none with two numbers. When the two are not in the same language words say little:
/// then they share a number, a word (a name, a form) or a term. Also true when the sentence has no such word ("네,
/// 돼요."), which is no answer (policy_answer.hpp). It finds citations that have nothing to do with a sentence, not
/// those that contradict it (opposites.hpp). Precondition: UTF-8, composed (NFC).
bool is_grounded(std::string_view sentence, std::string_view sources, std::size_t shared_numbers = 0,
                 const SameTerms& same_terms = {});

}  // namespace gracy::assistant
