// Whether a contract's events add up to what its storage says is staked in all.
//
// Nothing but its blocks' blooms and receipts proves a history whose events have no number. The sum is another proof,
// which knows nothing of how the history was read: it is held against the contract's own total at every block up to
// which the history is proven.
#pragma once

#include "staking/crowd/chain_status.hpp"
#include "staking/reconciling/block_reader.hpp"

namespace gracy::staking {

class TotalCheck {
  public:
    /// Everything referred to must outlive this.
    TotalCheck(postgres::Database& database, Crowd& crowd, BlockReader& reader, const ContractSettings& contract,
               ContractStatus& status)
        : database_(database), crowd_(crowd), reader_(reader), contract_(contract), status_(status) {}

    /// At the block up to which the history was just proven; where nobody proves the total, the next time. Writes down
    /// the difference, and says it in ContractStatus. Throws ChainError and postgres::Error.
    base::Task<void> run(ethereum::Header at);

  private:
    postgres::Database& database_;
    Crowd& crowd_;
    BlockReader& reader_;
    const ContractSettings& contract_;
    ContractStatus& status_;
};

}  // namespace gracy::staking
