// How long a server wants to be left alone (RFC 9110, 10.2.3).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace gracy::http {

/// Of an answer's headers Retry-After and Date. An instant counts from the server's own time, `date`, or from `now`
/// when it does not tell that; one that has passed is 0. Nothing for a header that is missing or neither a number nor a
/// date.
std::optional<std::chrono::seconds> retry_after(std::optional<std::string_view> retry_after,
                                                std::optional<std::string_view> date, std::chrono::sys_seconds now);
/// By this machine's clock.
std::optional<std::chrono::seconds> retry_after(std::optional<std::string_view> retry_after,
                                                std::optional<std::string_view> date);

}  // namespace gracy::http
