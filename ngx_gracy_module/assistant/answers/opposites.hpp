// Whether a sentence says the opposite of what its passages say: 이월할 수 있다 for 이월할 수 없다.
#pragma once

#include <string_view>

namespace gracy::assistant {

/// True when all that the sentence speaks of stands in one sentence of the sources, which claims of the same thing that
/// it may (must, does) not what this one says that it may, or the other way round. In the other language what they
/// speak of is known by words that rules are made of (common_words.hpp). False wherever that could be no contradiction:
/// there are conditions, limits, two negations, a narrower no, or another sentence that says the same as this one. So
/// it finds plain contradictions and not all of them, and no answer is refused for what it rightly infers.
/// Precondition: UTF-8, composed (NFC).
bool contradicts(std::string_view sentence, std::string_view sources);

}  // namespace gracy::assistant
