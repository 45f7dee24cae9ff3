// Numbers in text with what they count, in Korean and English: 15일 and "15 days" are the same, 3개월 and 3일 are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct Quantity {
    /// Digits, without commas: "1500", "1.5".
    std::string number;
    /// Canonical ("day", "month", "percent", ..., "ordinal" of 제15조); empty: none that is known.
    std::string unit;

    bool operator==(const Quantity&) const = default;
};

/// Precondition: UTF-8. English words count where a unit follows them: "fifteen days". Korean words do not (한 달).
std::vector<Quantity> quantities_of(std::string_view text);

/// Whether one of `known` says so: the same number, and the same unit where both have one.
bool is_among(const Quantity& quantity, const std::vector<Quantity>& known);

}  // namespace gracy::assistant
