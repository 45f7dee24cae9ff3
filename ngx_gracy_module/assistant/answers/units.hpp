// What numbers count, in Korean and English.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gracy::assistant {

struct Unit {
    /// "day", "week", "month", "quarter", "year", "hour", "minute", "o'clock", "calendar month", "time" (3회), "fold"
    /// (3배), "times" (either of them in English), "person", "year of age", "percent", "part" (3분의 2), "won",
    /// "dollar", "euro", "point", "piece" (3개, 3건), "night", "session", "floor", "stage", "kilometre" or "ordinal"
    /// (제15조: no fifteen of anything).
    std::string_view name;
    /// Where what stands for it ends.
    std::size_t end;
};

/// The unit at a place, or behind one blank or hyphen, or behind an adjective (15 working days).
std::optional<Unit> unit_at(std::u32string_view text, std::size_t at);

/// Whether a Korean counter is a word of its own, with particles behind it or none: 두 주가, but not 두 주요 요건.
bool is_whole_counter(std::u32string_view text, std::size_t begin, std::size_t end);

/// The unit of what is written in front of a number: "₩", "KRW", "Article", "제". `at`: where the number begins.
std::string_view unit_before(std::u32string_view text, std::size_t at);

/// By how many tens what stands behind a number multiplies it (만: 4, "million": 6), and where that ends.
struct Multiplier {
    std::size_t tens;
    std::size_t end;
};
std::optional<Multiplier> multiplier_at(std::u32string_view text, std::size_t at);

/// Lower-case Latin letters from a place on.
std::u32string latin_word_at(std::u32string_view text, std::size_t at);
bool is_latin(char32_t point);

}  // namespace gracy::assistant
