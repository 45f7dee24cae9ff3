// Events on their way into the table.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "postgres/error.hpp"
#include "postgres/transaction.hpp"
#include "staking/reconciling/event_batch.hpp"
#include "staking/reconciling/reward_ledger.hpp"

#include <cstdint>
#include <string>

namespace gracy::staking {

/// Throws the ChainError that an event's number is another event's already: the configuration does not say where the
/// number stands. Nothing for any other error.
void check_numbers(const postgres::Error& error);

/// Of a contract, as a poll has found them: how many nobody had reported before. `state`: "pending" or "final".
/// Throws ChainError and postgres::Error.
base::Task<std::int64_t> record_events(postgres::Database& database, std::int64_t chain, Address contract,
                                       EventBatch events, std::string state);

/// How much of its rewards the contract's owner has swept, as its ledger proves it at the block that the cursor has
/// just come to in this transaction. Throws the ChainError that the ledger is not this contract's, and postgres::Error.
base::Task<void> record_swept(postgres::Transaction& transaction, std::int64_t chain, const Address& contract,
                              std::int64_t block, const RewardLedger& ledger);

}  // namespace gracy::staking
