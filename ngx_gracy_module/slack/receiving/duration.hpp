// A length of time as people write it behind a command: "2w", "3 days", "2 주간".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gracy::slack {

/// What the words of a command begin with.
struct Duration {
    /// Zero when it is too large to be counted.
    std::int64_t number = 0;
    /// Of one unit; zero: no unit was written.
    std::int64_t unit_hours = 0;
    /// How many of the words it takes.
    std::size_t words = 0;
};

/// A number and its unit in one word or in two: h, hour(s), 시간; d, day(s), 일, 일간; w, week(s), 주, 주간. Nothing
/// when the first word is neither a number nor one with a unit.
std::optional<Duration> read_duration(std::span<const std::string_view> words);

}  // namespace gracy::slack
