#include "staking/reconciling/finality.hpp"

#include "base/log.hpp"
#include "staking/crowd/crowd.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>

namespace gracy::staking {
namespace {

constexpr std::chrono::hours longest_behind{1};

}  // namespace

void Finality::check(std::int64_t proven, std::int64_t finalized) {
    status_.finality_behind = std::max<std::int64_t>(proven - finalized, 0);
    if (status_.finality_behind == 0) {
        behind_since_.reset();
        return;
    }
    const std::string what = fmt::format(
        "the providers call block {} finalized, behind block {} that is final here already", finalized, proven);
    const base::Timestamp now = clock_.now();
    if (!behind_since_) {
        behind_since_ = now;
        base::log(base::LogLevel::warning, "{}: {}: nothing new is until they are there again", label_, what);
    }
    if (now - *behind_since_ >= longest_behind) {
        throw ChainError(what);
    }
}

}  // namespace gracy::staking
