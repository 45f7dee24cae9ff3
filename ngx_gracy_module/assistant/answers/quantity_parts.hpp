// The units and numbers of quantities, for those who find them in text and those who compare them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::assistant {

inline constexpr std::string_view date_unit = "date";
inline constexpr std::string_view hour_of_day = "hour of day";
inline constexpr std::string_view hour_of_clock = "o'clock";
inline constexpr std::string_view word_unit = "word";
inline constexpr std::string_view month_of_year = "calendar month";
inline constexpr std::string_view ordinal = "ordinal";
inline constexpr std::string_view each = "each";
inline constexpr std::string_view recurring = "recurring";

/// 제15조, 15시 and 3월 are no fifteen and no three of anything.
bool is_place_or_time(std::string_view unit);

/// Without zeros that say nothing: 03월 is 3월, 8.0 is 8.
std::string canonical(std::string number);

std::string times_ten(std::string number, std::size_t tens);

/// Nothing for what is no whole number, or so large that two of them could not be added.
std::optional<std::uint64_t> whole(std::string_view number);

}  // namespace gracy::assistant
