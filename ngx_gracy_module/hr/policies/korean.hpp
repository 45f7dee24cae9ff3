// What is known of Korean words without a dictionary: what hangs on their ends, and which of them ask and say nothing.
#pragma once

#include <cstddef>
#include <string_view>

namespace gracy::hr::korean {

/// How much of a run of syllables is the word, without the particles (조사) and endings (어미) behind it; never fewer
/// than two syllables of a run that has two.
std::size_t stem_length(std::u32string_view run);

/// The counting word that the run begins with (일, 개월, 시간, 만원, ...), or nothing.
std::u32string_view unit_at(std::u32string_view run);

/// A word that every question has and no policy is about: 어떻게, 얼마나, 되나요. As it is written or as its stem.
bool is_question_word(std::u32string_view word);

}  // namespace gracy::hr::korean
