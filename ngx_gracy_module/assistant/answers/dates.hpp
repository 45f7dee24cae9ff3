// Dates as policies and answers write them, in Korean and English.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// A day of a year, a day of any year, or a month of a year; what is not said is 0.
struct WrittenDate {
    int year = 0;
    int month = 0;
    int day = 0;

    bool operator==(const WrittenDate&) const = default;
};

struct FoundDate {
    WrittenDate date;
    std::size_t end;
};

/// Where a digit or a month's name begins: "2026-11-20", "2026. 11. 20.", "2026/11/20", 2026년 11월 20일, 2026년 11월,
/// 11월 20일, "20 November 2026", "November 20, 2026", "November 20", "November 2026", "26.11.20", "2026.11".
std::optional<FoundDate> date_at(std::u32string_view text, std::size_t at);

/// The last day of a range that begins with a date and says less than all of it: 25일 of "11월 20일~25일", "12. 5." of
/// "2026. 11. 20. ~ 12. 5.", "5" of "March 1-5". A whole date behind the first one is found by date_at.
std::optional<FoundDate> range_end_at(std::u32string_view text, const FoundDate& first);

/// The first day of "1-5 March 2026"; it ends where "-" begins.
std::optional<FoundDate> range_begin_at(std::u32string_view text, std::size_t at);

/// "12/25", "12.25": where it may be one. Fractions, decimals and sections look the same.
std::optional<FoundDate> short_date_at(std::u32string_view text, std::size_t at);

/// 1 to 12. "may" and "march" mean other things, too.
std::optional<int> month_named(std::u32string_view word);

/// "2026-11-20", "11-20" or "2026-11"
std::string to_text(const WrittenDate& date);
std::optional<WrittenDate> date_of(std::string_view text);

}  // namespace gracy::assistant
