// Where a list that runs from the newest to the oldest begins.
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <tuple>

namespace gracy::http {

/// A moment, and the id that decides between those of the same moment.
using TimeKey = std::tuple<base::Timestamp, std::int64_t>;

/// Later than anything that has happened.
inline constexpr base::Timestamp end_of_time{std::chrono::sys_days(std::chrono::year(9999) / 12 / 31)};

/// The key before the newest row's.
inline TimeKey newest() {
    return {end_of_time, 0};
}

}  // namespace gracy::http
