// Words that rules are made of, in both languages: by them a sentence is held against a passage of the other one.
#pragma once

#include <string_view>

namespace gracy::assistant {

/// Whether at least half of such words in the sentence, and one of them, have their counterpart in the sources.
/// Precondition: both are folded (base::to_folded).
bool shares_common_words(std::u32string_view sentence, std::u32string_view sources);

/// Whether the beginnings of two words are of such words, or of what is done by rules, that mean the same: 이월 and
/// "carr", 지급 and "paid".
bool mean_the_same(std::u32string_view korean, std::u32string_view english);

}  // namespace gracy::assistant
