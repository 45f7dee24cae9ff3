#include "staking/event_batch.hpp"

#include <limits>

namespace gracy::staking {

void EventBatch::add(const Log& log, const StakingEvent& event) {
    if (log.log_index > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) {
        throw AbiError("a log's index is larger than any block can hold");
    }
    events_.push_back({event, log.transaction_hash, log.block_hash.value()});
    log_indexes_.push_back(static_cast<std::int32_t>(log.log_index));
    block_numbers_.push_back(static_cast<std::int64_t>(log.block_number));
    block_times_.push_back(log.block_time.value());
}

void EventBatch::refer() {
    kinds_.clear();
    accounts_.clear();
    amounts_.clear();
    tx_hashes_.clear();
    block_hashes_.clear();
    for (const Entry& entry : events_) {
        kinds_.push_back(entry.event.kind);
        accounts_.emplace_back(entry.event.account);
        amounts_.push_back(entry.event.amount);
        tx_hashes_.emplace_back(entry.transaction_hash);
        block_hashes_.emplace_back(entry.block_hash);
    }
}

}  // namespace gracy::staking
