// What happens above the blocks that are final: shown as pending by the receipts of blocks that a second operator knows
// too where one answers, and taken back when the chain has dropped it.
#pragma once

#include "staking/crowd/chain_status.hpp"
#include "staking/crowd/crowd.hpp"
#include "staking/crowd/recent_most.hpp"
#include "staking/reconciling/block_reader.hpp"
#include "staking/reconciling/reconcile_report.hpp"

#include <cstdint>
#include <map>
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
    /// A block of which the receipts were read.
    struct Proven {
        Hash hash{};
        EventBatch events;
    };

    base::Task<void> read(std::int64_t first, ReconcileReport& report);
    base::Task<void> settle(ReconcileReport& report);
    /// As `Crowd::see`, once in a cycle.
    base::Task<std::optional<ethereum::Header>> see(std::int64_t number);
    const Proven* proven(std::int64_t number) const;
    base::Task<const Proven*> prove(ethereum::Header header);
    /// How many events are new.
    base::Task<std::int64_t> record(const Proven& block, ReconcileReport& report);
    /// What is pending of the block and not in its receipts.
    base::Task<void> orphan_others(std::int64_t number, const Proven& block, ReconcileReport& report);
    base::Task<std::int64_t> orphan(std::int64_t number, std::optional<Hash> canonical, ReconcileReport& report);
    void forget(std::int64_t final_block);
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
    /// By number: what was proven once is not asked for again, unless the chain has another block there.
    std::map<std::int64_t, Proven> proven_;
    /// In this cycle.
    std::map<std::int64_t, std::optional<ethereum::Header>> seen_;
};

}  // namespace gracy::staking
