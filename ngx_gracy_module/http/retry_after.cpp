#include "http/retry_after.hpp"

#include "http/http_date.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace gracy::http {

std::optional<std::chrono::seconds> retry_after(std::optional<std::string_view> retry_after,
                                                std::optional<std::string_view> date, std::chrono::sys_seconds now) {
    if (!retry_after) {
        return std::nullopt;
    }
    std::int64_t seconds = 0;
    const char* const last = retry_after->data() + retry_after->size();
    const auto [end, error] = std::from_chars(retry_after->data(), last, seconds);
    if (error == std::errc() && end == last && seconds >= 0) {
        // Nobody waits longer, and whoever adds it to an instant gets one.
        return std::chrono::seconds(std::min<std::int64_t>(seconds, INT32_MAX));
    }
    const auto until = parse_http_date(*retry_after, now);
    if (!until) {
        return std::nullopt;
    }
    const auto since = date ? parse_http_date(*date, now).value_or(now) : now;
    return std::clamp<std::chrono::seconds>(*until - since, std::chrono::seconds(0), std::chrono::seconds(INT32_MAX));
}

std::optional<std::chrono::seconds> retry_after(std::optional<std::string_view> retry_after,
                                                std::optional<std::string_view> date) {
    return http::retry_after(retry_after, date,
                             std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

}  // namespace gracy::http
