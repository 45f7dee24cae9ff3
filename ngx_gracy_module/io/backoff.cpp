#include "io/backoff.hpp"

#include <algorithm>
#include <random>

namespace gracy::io {

std::chrono::milliseconds backoff(unsigned attempt, std::chrono::milliseconds first, std::chrono::milliseconds most) {
    // Seeded at its first use, which is after nginx has forked its workers.
    static std::minstd_rand source{std::random_device()()};
    const auto ceiling = std::min(most.count(), first.count() << std::min(attempt, 20U));
    return std::chrono::milliseconds(std::uniform_int_distribution<std::chrono::milliseconds::rep>(1, ceiling)(source));
}

}  // namespace gracy::io
