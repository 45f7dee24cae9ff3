// Numbers, amounts, times of day and dates in text with what they count, in Korean and English: 15일, 십오일 and
// "fifteen days" are the same, and so are 2026.11.20 and "20 November 2026"; 3개월 and 3일 are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct Quantity {
    /// Digits, without commas and multiplied out: "1500", "1.5", "1500000" of 150만. Of a date "2026-11-20", "11-20" or
    /// "2026-11"; "each" for every day, week, month or year, and "recurring" where a source means it without saying it.
    std::string number;
    /// A unit's name (units.hpp), "hour of day" (where 오전, 오후, "a.m." or 24 hours leave no doubt) or "date";
    /// "word": a number in words of something that is not known ("two blocks"); empty: figures of it.
    std::string unit;

    bool operator==(const Quantity&) const = default;
};

/// Precondition: UTF-8. A date counts as one. Without those in words that count what the text itself lists.
std::vector<Quantity> quantities_of(std::string_view text);

/// Of what an answer rests on: also what it means without saying it as a number (paraphrases.hpp, recurrence_at), and
/// short dates ("12/25", "11.20.") beside the figures that they are.
std::vector<Quantity> known_quantities_of(std::string_view source);

/// A number of a unit that is known, or of several figures: two texts seldom share it by chance.
bool is_claim(const Quantity& quantity);

/// Whether one of `known` says so: the same number, and the same unit where both have one. A date is the same in all of
/// its parts, or its year and its day are known apart; a part of a known date is known. 1일 is said where something is
/// every day, every day where 1일 is, and exact conversions are known (일주일 of 7일, 2배 of 200%).
bool is_among(const Quantity& quantity, const std::vector<Quantity>& known);

}  // namespace gracy::assistant
