// How far a reading of many blocks is: told to the log, to metrics and, in a row that outlives this process, to whoever
// asks for the integrity report.
#pragma once

#include "io/reactor.hpp"
#include "postgres/database.hpp"
#include "staking/crowd/chain_status.hpp"
#include "staking/reconciling/block_reader.hpp"
#include "staking/reconciling/progress.hpp"

#include <cstdint>

namespace gracy::staking {

class LongReading {
  public:
    /// Everything referred to must outlive this.
    LongReading(io::Reactor& reactor, postgres::Database& database, Crowd& crowd, const ContractSettings& contract,
                ContractStatus& status)
        : reactor_(reactor), database_(database), crowd_(crowd), contract_(contract), status_(status) {}

    Progress begin(std::int64_t first, std::int64_t last);
    /// Everything up to `block` is read. What was read in one piece is nobody's long reading, and is not written down.
    base::Task<void> note(Progress& progress, std::int64_t block);
    /// Nothing is left to read, whoever began to.
    base::Task<void> end();

  private:
    io::Reactor& reactor_;
    postgres::Database& database_;
    Crowd& crowd_;
    const ContractSettings& contract_;
    ContractStatus& status_;
};

}  // namespace gracy::staking
