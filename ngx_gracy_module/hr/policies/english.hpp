// What is known of English words: their stems, and which of them say nothing.
#pragma once

#include <string>
#include <string_view>

namespace gracy::hr::english {

/// By Snowball's English stemmer. Precondition: lower case.
std::string stem(std::string_view word);

/// the, of, how, ...: in every text and in every question.
bool is_stop_word(std::string_view word);

}  // namespace gracy::hr::english
