// How long to wait before the next attempt.
#pragma once

#include <chrono>

namespace gracy::io {

/// Exponential with full jitter: evenly between zero and min(most, first * 2^attempt), so that clients which lost the
/// same server do not come back together.
std::chrono::milliseconds backoff(unsigned attempt, std::chrono::milliseconds first, std::chrono::milliseconds most);

}  // namespace gracy::io
