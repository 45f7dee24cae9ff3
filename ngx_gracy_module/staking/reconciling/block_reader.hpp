// A contract's events, block by block, believed only with their proof.
#pragma once

#include "staking/crowd/crowd.hpp"
#include "staking/crowd/request_range.hpp"
#include "staking/reconciling/abi.hpp"
#include "staking/reconciling/event_batch.hpp"
#include "staking/reconciling/reward_ledger.hpp"
#include "staking/reconciling/season_terms.hpp"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gracy::staking {

struct ContractSettings {
    /// For logs.
    std::string label = "staking";
    Address address{};
    /// The block that created it.
    std::int64_t start_block = 0;
    /// Must outlive the reader.
    const EventForms* events = nullptr;
    /// Where the contract keeps the number of its last event; nothing when it keeps none.
    std::optional<Hash> sequence_slot;
    /// Where it keeps its seasons (staking/season_terms.hpp); nothing when it has none.
    std::optional<Hash> seasons_slot;
    /// Where its reward ledger begins (staking/reward_ledger.hpp); nothing when it has none. Read with the number of
    /// its last event.
    std::optional<Hash> ledger_slot;
    /// Where it keeps how much is staked in all, in how many of the slot's bytes, and how many lower ones hold
    /// something else; nothing when that is not to be checked.
    std::optional<Hash> total_slot;
    std::size_t total_bytes = sizeof(Hash);
    std::size_t total_shift_bytes = 0;
    std::int64_t blocks_per_request = 2000;
    /// For how long one cycle reads a long history, before it shows what happens at the tip and ends.
    std::chrono::seconds reading{180};
};

/// Headers by their number.
using Headers = std::map<std::int64_t, ethereum::Header>;

class BlockReader {
  public:
    BlockReader(Crowd& crowd, const ContractSettings& contract) : crowd_(crowd), contract_(contract) {}

    // All throw RpcError when nobody can answer, and ChainError.

    /// The headers from `first` up to `last`, each known by the hash that the one above it names.
    base::Task<Headers> link(ethereum::Header last, std::int64_t first);

    /// The contract's events in a block, from its receipts; their transactions' hashes from its transactions.
    base::Task<EventBatch> events(ethereum::Header header);

    /// The bloom shows that there are none.
    bool has_none(const ethereum::Header& header) const;

    /// Once it was there, it is. An address without a contract has no events, which would look like a history that is
    /// proven: throws ChainError when there is none, as of a block: by proof, or, where nobody proves anything, by
    /// agreement. Where nobody answers, the next time.
    base::Task<void> check_contract(ethereum::Header at);

    /// The contract's own count of events as of a block, and its reward ledger, when it has one: in one question.
    struct Kept {
        std::int64_t events = 0;
        std::optional<RewardLedger> ledger;
    };
    base::Task<Kept> sequence(ethereum::Header at);

    /// How much is staked in all as of a block, decimal.
    base::Task<std::string> total(ethereum::Header at);

    /// How many seasons the contract has as of a block.
    base::Task<std::int64_t> season_count(ethereum::Header at);
    /// Season `number`, from 1, as of a block. Zeros when there is none.
    base::Task<SeasonTerms> season(ethereum::Header at, std::int64_t number);

    /// What one provider claims about some blocks: where the contract's events are.
    struct Claim {
        std::int64_t first;
        std::int64_t last;
        std::vector<Log> logs;
        Provider* from;
        Exchange exchange;
        /// Crowd::answers_for, when it told.
        std::int64_t answers_for;

        std::set<std::int64_t> blocks() const;
        /// Whether what it says of a block is about the one of that hash: its branch may be another one, above what its
        /// provider answers for.
        bool is_about(std::int64_t block, const Hash& hash) const;
    };
    /// As many blocks from `first` on as an answer may hold, at most up to `last`. `subject`: Subject::claims when it
    /// will be checked. Not from the groups `without`.
    base::Task<Claim> claim(std::int64_t first, std::int64_t last, Subject subject,
                            const std::set<std::string>& without = {});

    /// How whoever made a claim about these blocks was asked.
    std::string question_about(std::int64_t first, std::int64_t last) const;

    /// As `claim`, from a paid provider.
    base::Task<Claim> paid_claim(std::int64_t first, std::int64_t last);

    /// Whether the claim says of a block what was proven.
    static bool is_true(const Claim& claim, std::int64_t block, const EventBatch& proven);

  private:
    struct Piece {
        std::int64_t last;
        std::vector<Log> logs;
    };
    base::Task<Answer<Piece>> ask_logs(Rpc& rpc, std::int64_t first, std::int64_t last);
    base::Task<std::vector<Hash>> storage(ethereum::Header at, std::vector<Hash> slots);
    base::Task<Hash> storage(ethereum::Header at, Hash slot);
    [[noreturn]] void no_contract(const ethereum::Header& at) const;

    Crowd& crowd_;
    const ContractSettings contract_;
    bool is_contract_ = false;
};

}  // namespace gracy::staking
