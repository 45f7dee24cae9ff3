// What happens above the blocks that are final: shown as pending on the word of whoever is asked, of blocks that a
// second operator knows too where one answers, and taken back when the chain has dropped it.
#pragma once

#include "staking/crowd/chain_status.hpp"
#include "staking/crowd/crowd.hpp"
#include "staking/crowd/recent_most.hpp"
#include "staking/reconciling/block_reader.hpp"
#include "staking/reconciling/reconcile_report.hpp"

#include <cstdint>
#include <optional>

namespace gracy::staking {

class Tip {
  public:
    /// Everything referred to must outlive this.
    Tip(postgres::Database& database, const base::Clock& clock, Crowd& crowd, BlockReader& reader,
        const ContractSettings& contract, ContractStatus& status)
        : database_(database), clock_(clock), crowd_(crowd), reader_(reader), contract_(contract), status_(status) {}

    /// A cycle.
    void begin();

    /// Shows what is behind block `known`, but not again what was shown before, except where a reorganisation may have
    /// changed it; and settles what was. Throws RpcError, ChainError and postgres::Error.
    base::Task<void> show(std::int64_t known, ReconcileReport& report);

  private:
    base::Task<void> read(std::int64_t first, ReconcileReport& report);
    base::Task<void> settle(ReconcileReport& report);
    base::Task<std::int64_t> orphan(std::int64_t number, std::optional<Hash> canonical, ReconcileReport& report);
    /// The chain has dropped events so far below the head.
    void note_orphans(std::int64_t depth);

    postgres::Database& database_;
    const base::Clock& clock_;
    Crowd& crowd_;
    BlockReader& reader_;
    const ContractSettings& contract_;
    ContractStatus& status_;
    RecentMost orphan_depths_;
    /// Up to here.
    std::int64_t shown_ = 0;
};

}  // namespace gracy::staking
