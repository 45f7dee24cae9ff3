// Numbers written as words: "twenty-five days", 한 달, 십오일, 열흘.
#pragma once

#include "assistant/answers/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gracy::assistant {

struct WordNumber {
    std::uint64_t value;
    /// Empty: what it counts is not known ("two blocks").
    std::string_view unit;
    std::size_t end;
    /// "two and a half days"
    bool has_half = false;
};

/// The number that begins with the word at a place. Words that mean something else more often than a number are none:
/// "one" and all of Chinese origin where no unit follows (사원, 만일), 이 분, 한번 and the like, and 네 that says yes.
/// Precondition: a word begins there.
std::optional<WordNumber> word_number_at(std::u32string_view text, std::size_t at);

}  // namespace gracy::assistant
