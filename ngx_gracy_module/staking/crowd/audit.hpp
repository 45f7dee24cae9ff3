// Whether a provider that is paid tells the same history as those that cost nothing.
//
// What is final was proven from blocks that a quorum of operators agree on. Should these be one backend in truth,
// nothing that they say shows it. So a paid provider, which serves nothing else as long as they answer, is asked now
// and then for the last block that was proven and for the events since the time before: for those of a bounded number
// of blocks, and the next time goes on behind them. The first time begins near the end, for a whole history costs
// money. Who is right is for people to find out.
#pragma once

#include "staking/reconciling/block_reader.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gracy::staking {

class Audit {
  public:
    /// `every` 0: never. Everything referred to must outlive this.
    Audit(postgres::Database& database, Crowd& crowd, BlockReader& reader, const ContractSettings& contract,
          std::chrono::seconds every, ContractStatus& status)
        : database_(database), crowd_(crowd), reader_(reader), contract_(contract), every_(every), status_(status) {}

    /// When it is due and something was proven since the last one. Counts what comes of it in ContractStatus, and keeps
    /// a difference as evidence. Throws postgres::Error.
    base::Task<void> run();

  private:
    struct Span {
        std::int64_t first;
        std::int64_t last;
        Hash last_hash;
    };
    base::Task<std::optional<Span>> begin();
    base::Task<bool> is_same(const Span& span);
    base::Task<bool> has_same_anchor(const Span& span);
    /// Of as many blocks as one answer holds; the number of the next one, or nothing when they are others.
    base::Task<std::optional<std::int64_t>> compare_events(std::int64_t first, std::int64_t last);
    base::Task<void> finish(std::int64_t audited_block);
    base::Task<void> differs(const Provider& paid, Exchange exchange, std::string how);

    postgres::Database& database_;
    Crowd& crowd_;
    BlockReader& reader_;
    const ContractSettings& contract_;
    const std::chrono::seconds every_;
    ContractStatus& status_;
};

}  // namespace gracy::staking
