// What an operator's Prometheus reads of the chain, its providers and the history.
#pragma once

#include "base/metrics.hpp"
#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/reconciling/reconciler.hpp"
#include "staking/wallets/wallet_verifier.hpp"
#include "staking/webhooks/deliveries.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace gracy::worker {

/// What polls of a contract came to.
struct PollCounts {
    /// Of the last one that succeeded.
    std::optional<staking::ReconcileReport> last;
    std::uint64_t succeeded = 0;
    /// For whatever reason, a cancelled one too.
    std::uint64_t failed = 0;
    bool is_under_way = false;
    std::optional<std::chrono::steady_clock::time_point> ended_at;
    /// Events that no webhook had brought.
    std::uint64_t recorded = 0;
    std::uint64_t orphaned = 0;
};

// Of a process with the staking duty. References outlive every page. `is_watching`: a poll is under way here, or has
// ended not long ago. Whoever stands by keeps what it saw when it was on duty last, and must not speak beside the one
// that is.

struct ChainSources {
    std::int64_t chain_id;
    const staking::ChainStatus& status;
    /// Any of its contracts.
    bool is_watching;
};

struct ContractSources {
    std::int64_t chain_id;
    const staking::Address& address;
    const PollCounts& polls;
    const staking::ContractStatus& status;
    bool is_watching;
    /// How often it is polled.
    std::chrono::seconds every{0};
};

struct WalletSources {
    std::int64_t chain_id;
    const staking::WalletCounts& counts;
};

struct StakingSources {
    std::vector<ChainSources> chains;
    std::vector<ContractSources> contracts;
    std::vector<WalletSources> wallets{};
    /// Those that were given up, by chain; every watched one is there.
    std::map<std::int64_t, std::uint64_t> unanswered_wallets{};
    staking::DeliveryCounts deliveries{};
};

/// What this process has counted, and, while it watches, what its last poll saw.
void write_watch(base::Exposition& page, const StakingSources& sources);

/// Adds them to a page. What the database knows is left out while it does not answer.
base::Task<void> write_staking(base::Exposition& page, postgres::Database& database, StakingSources sources);

}  // namespace gracy::worker
