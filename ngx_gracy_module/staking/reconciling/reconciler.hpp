// Reconciliation of a contract: what the chain is proven to say is what the table holds.
//
// Webhooks only make it fast, and no provider is believed. A cycle takes the finalized block that independent operators
// agree on, records the events up to it from receipts that have their block's root, and moves the cursor when nothing
// is missing by proof: the contract's own count of events, read from the block's state root, or, without one, the bloom
// and receipts of every block in between. Above it, events are pending. Nothing is ever deleted.
//
// A long history is read in pieces, several at once from whoever serves, and recorded in the chain's order: whoever
// goes on after a failure or a kill begins behind the last one.
#pragma once

#include "staking/crowd/audit.hpp"
#include "staking/crowd/crowd.hpp"
#include "staking/reconciling/block_reader.hpp"
#include "staking/reconciling/finality.hpp"
#include "staking/reconciling/long_reading.hpp"
#include "staking/reconciling/read_ahead.hpp"
#include "staking/reconciling/reconcile_report.hpp"
#include "staking/reconciling/tip.hpp"
#include "staking/reconciling/told_blocks.hpp"
#include "staking/reconciling/total_check.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gracy::staking {

class Reconciler {
  public:
    /// `audit_every`: how often a paid provider is asked for what was proven (staking/audit.hpp); 0: never. Everything
    /// referred to must outlive this.
    Reconciler(io::Reactor& reactor, Crowd& crowd, postgres::Database& database, const base::Clock& clock,
               const ContractSettings& contract, std::chrono::seconds audit_every);

    /// One cycle. Throws RpcError, ChainError and postgres::Error. What was committed before stays, and the next cycle
    /// goes on from there. Whatever keeps blocks from becoming final, what happens at the tip is shown before it
    /// throws.
    base::Task<ReconcileReport> run();

    const ContractStatus& status() const { return status_; }

  private:
    struct Cursor {
        std::int64_t block = 0;
        /// Nothing before the first proof.
        std::optional<Hash> hash;
        std::int64_t sequence = 0;
        /// The block that the history begins with; nothing before the first proof, or when that was not written down.
        std::optional<std::int64_t> first_block;
        /// Of the block, since the Unix epoch, when the seasons are proven up to it; else 0.
        std::int64_t seasons_time = 0;
    };
    /// What the contract's storage was proven to count at a block.
    struct Counts {
        std::optional<std::int64_t> events;
        std::optional<std::int64_t> seasons;
        std::optional<RewardLedger> ledger;
    };
    /// A piece of the chain as providers claim it to be, and the events of the blocks that they named, as proven.
    struct Claimed {
        std::int64_t last = 0;
        std::vector<ToldBlocks::Told> told;
        std::map<std::int64_t, EventBatch> events;
    };
    /// A piece of which every block was looked at.
    struct Swept {
        Hash parent{};
        ethereum::Header last;
        EventBatch events;
    };

    base::Task<ReconcileReport> cycle();
    base::Task<Cursor> read_cursor();
    base::Task<void> finalize(Cursor cursor, Heights heights, ReconcileReport& report);
    void check_beginning(const Cursor& cursor);
    bool may_be_proven_later(const RpcError& error);
    void keep_time(std::int64_t reached, std::int64_t last) const;
    base::Task<void> prove(Cursor cursor, ethereum::Header anchor, ReconcileReport& report);

    // With the contract's count of events.
    base::Task<Headers> check_descent(Cursor cursor, ethereum::Header anchor);
    base::Task<void> collect(Cursor cursor, ethereum::Header anchor, Headers headers, ReconcileReport& report);
    base::Task<void> record_claims(std::int64_t& reached, std::int64_t last, Headers headers,
                                   std::set<std::string> without, ReconcileReport& report);
    base::Task<Claimed> read_claims(std::int64_t first, std::int64_t last, const Headers& headers,
                                    const std::set<std::string>& without);
    base::Task<bool> ask_others(std::int64_t first, std::int64_t last, Headers headers, ReconcileReport& report);
    base::Task<void> prove_count(Cursor cursor, ethereum::Header anchor, BlockReader::Kept kept,
                                 ReconcileReport& report);
    void count_hole(std::int64_t after_block, std::optional<std::int64_t> proven);
    base::Task<std::optional<std::int64_t>> prove_seasons(Cursor cursor, ethereum::Header anchor,
                                                          ReconcileReport& report);
    base::Task<std::optional<std::int64_t>> match_seasons(Cursor cursor, ethereum::Header anchor);
    base::Task<void> search(std::int64_t first, std::int64_t last, ethereum::Header anchor, ReconcileReport& report);
    base::Task<void> convict_omissions(const EventBatch& found);

    // With every block's bloom.
    base::Task<void> sweep(Cursor cursor, ethereum::Header anchor, ReconcileReport& report);
    ReadAhead<Swept> sweep_blocks(std::int64_t first, std::int64_t last, ethereum::Header anchor);
    base::Task<Swept> sweep_piece(std::int64_t first, std::int64_t last, ethereum::Header anchor);

    ReadSpan span(std::int64_t first, std::int64_t last);

    base::Task<void> advance(Cursor cursor, ethereum::Header to, Counts counts, EventBatch events,
                             ReconcileReport& report);
    base::Task<void> record_final(EventBatch events, ReconcileReport& report);

    base::Task<void> show_tip(std::optional<std::int64_t> finalized, ReconcileReport& report);

    io::Reactor& reactor_;
    postgres::Database& database_;
    Crowd& crowd_;
    const ContractSettings contract_;
    ContractStatus status_;
    BlockReader reader_;
    LongReading reading_;
    Tip tip_;
    Finality finality_;
    TotalCheck total_;
    Audit audit_;
    /// Claims were checked up to here, so that a long first reading goes on where it was when a step fails.
    std::int64_t collected_ = 0;
    /// The same of the claims that are checked once more because a season is missing.
    std::int64_t season_claims_ = 0;
    /// How far every block was looked at, from `first` on, for what is missing: kept until nothing is, as nothing is
    /// there that a second search would find.
    struct Search {
        std::int64_t first;
        std::int64_t reached;
    };
    std::optional<Search> search_;
    /// When this cycle's time for reading is over.
    io::Deadline reading_until_;
    /// Of claims, which take one call for many blocks, and of blocks that are looked at one by one.
    ReadingPace claims_pace_{.blocks = 128};
    ReadingPace sweep_pace_;
    bool is_count_proven_ = true;
    /// Polls in a row that wait for who may prove the count, or show what is missing, later.
    int waits_ = 0;
    bool has_said_beginning_ = false;
    using Hole = std::pair<std::int64_t, std::optional<std::int64_t>>;
    std::optional<Hole> last_hole_;
    /// Since the last proof.
    ToldBlocks told_;
};

}  // namespace gracy::staking
