// What a client of the metrics' address asks for.
#pragma once

#include <cstddef>
#include <string_view>

namespace gracy::worker {

/// A request's head may have this many bytes.
inline constexpr std::size_t most_request_bytes = 4096;

enum class MetricsRequest : unsigned char { incomplete, page, not_found, not_allowed, bad };

/// Of the bytes that have come so far. A body is not looked at: the connection ends with the answer.
MetricsRequest judge_metrics_request(std::string_view bytes);

}  // namespace gracy::worker
