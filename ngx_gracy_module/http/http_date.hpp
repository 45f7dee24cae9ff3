// Instants as HTTP's header fields have them (RFC 9110, 5.6.7).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace gracy::http {

/// In any of the three forms: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
/// "Sun Nov  6 08:49:37 1994". A year of two digits that seems more than 50 years ahead of `now` is the last century's.
/// The day's name is not compared with the day. Nothing for any other text.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, std::chrono::sys_seconds now);

}  // namespace gracy::http
