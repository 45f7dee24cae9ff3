// Instants, days and times of day as text from outside (RFC 3339).
#pragma once

#include "base/clock.hpp"

#include <optional>
#include <string_view>

namespace gracy::http {

/// "2026-11-21T09:30:00Z", "2026-11-21T18:30:00.123456+09:00". Nothing for any other text: a day that does not exist, a
/// leap second, more than six decimals, a year before 1.
std::optional<base::Timestamp> parse_timestamp(std::string_view text);

/// "2026-11-21". Nothing for any other text.
std::optional<base::Date> parse_date(std::string_view text);

/// "00:00" to "23:59".
bool is_time_of_day(std::string_view text);

}  // namespace gracy::http
