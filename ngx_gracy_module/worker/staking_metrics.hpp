// What an operator's Prometheus reads of the chain, its providers and the history.
#pragma once

#include "base/metrics.hpp"
#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/reconciler.hpp"

#include <cstdint>
#include <optional>

namespace gracy::worker {

/// What polls of the chain came to.
struct PollCounts {
    /// Of the last one that succeeded.
    std::optional<staking::ReconcileReport> last;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    /// Events that no webhook had brought.
    std::uint64_t recorded = 0;
    std::uint64_t orphaned = 0;
};

/// Of a process with the staking duty. References outlive every page.
struct StakingSources {
    std::int64_t chain_id;
    const PollCounts& polls;
    const staking::ChainStatus& chain;
};

/// Adds them to a page. What the database knows is left out while it does not answer.
base::Task<void> write_staking(base::Exposition& page, postgres::Database& database, StakingSources sources);

}  // namespace gracy::worker
