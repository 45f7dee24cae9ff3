// The particles of Korean that depend on how the word before them ends. sql/functions/language has the same rules.
#pragma once

#include <string>
#include <string_view>

namespace gracy::base {

/// How the last syllable ends when it is spoken. `rieul`: with the consonant ㄹ. `unknown`: nothing in the word can be
/// read aloud.
enum class Ending : unsigned char { vowel, rieul, consonant, unknown };

/// Looks at the last letter or digit: Hangul exactly, digits as they are read in Korean, Latin words by the rules of
/// how English words are written in Hangul, which is right for most of them.
Ending ending_of(std::string_view word);

/// The particle that follows `word`; both with the second in brackets when nobody can tell.
std::string topic_particle(std::string_view word);      // 은/는
std::string subject_particle(std::string_view word);    // 이/가
std::string object_particle(std::string_view word);     // 을/를
std::string together_particle(std::string_view word);   // 과/와
std::string direction_particle(std::string_view word);  // 으로/로: 로 after ㄹ, too
std::string quoting_particle(std::string_view word);    // 이라는/라는

}  // namespace gracy::base
