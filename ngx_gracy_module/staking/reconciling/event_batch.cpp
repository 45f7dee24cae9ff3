#include "staking/reconciling/event_batch.hpp"

#include <limits>

namespace gracy::staking {

void EventBatch::add(const Log& log, const StakingEvent& event) {
    if (log.log_index > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) {
        throw AbiError("a log's index is larger than any block can hold");
    }
    logs_.push_back(log);
    events_.push_back(event);
    sequences_.push_back(event.sequence.value_or(0));
    seasons_.push_back(event.season.value_or(0));
    starts_.push_back(event.starts_at.value_or(0));
    ends_.push_back(event.ends_at.value_or(0));
    log_indexes_.push_back(static_cast<std::int32_t>(log.log_index));
    block_numbers_.push_back(static_cast<std::int64_t>(log.block_number));
    block_times_.push_back(log.block_time.value());
}

void EventBatch::add(EventBatch more) {
    for (std::size_t i = 0; i < more.size(); ++i) {
        add(more.logs_[i], more.events_[i]);
    }
}

void EventBatch::refer() {
    kinds_.clear();
    accounts_.clear();
    amounts_.clear();
    tx_hashes_.clear();
    block_hashes_.clear();
    for (std::size_t i = 0; i < events_.size(); ++i) {
        kinds_.push_back(events_[i].kind);
        accounts_.push_back(events_[i].account ? base::Bytes(*events_[i].account) : base::Bytes());
        amounts_.push_back(events_[i].amount);
        tx_hashes_.emplace_back(logs_[i].transaction_hash);
        block_hashes_.emplace_back(*logs_[i].block_hash);
    }
}

}  // namespace gracy::staking
