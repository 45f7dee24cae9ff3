// Events on their way into the table.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/reconciling/event_batch.hpp"

#include <cstdint>
#include <string>

namespace gracy::staking {

/// Of a contract, as a poll has found them: how many nobody had reported before. `state`: "pending" or "final".
base::Task<std::int64_t> record_events(postgres::Database& database, std::int64_t chain, Address contract,
                                       EventBatch events, std::string state);

}  // namespace gracy::staking
