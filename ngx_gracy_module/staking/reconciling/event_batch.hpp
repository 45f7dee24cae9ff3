// Events on their way into the table.
#pragma once

#include "staking/log.hpp"
#include "staking/reconciling/abi.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gracy::staking {

/// The columns of sql/queries/staking/record_events.sql, a row an event.
class EventBatch {
  public:
    /// Precondition: the log says its block's hash and time.
    void add(const Log& log, const StakingEvent& event);
    void add(EventBatch more);

    std::size_t size() const { return logs_.size(); }
    bool empty() const { return logs_.empty(); }
    /// What the events were decoded from.
    const std::vector<Log>& logs() const { return logs_; }

    /// Calls `use(kinds, accounts, amounts, sequences, seasons, starts, ends, tx_hashes, log_indexes, block_numbers,
    /// block_hashes, block_times)`; the spans live as long as the batch and until the next `add`.
    template <class Use>
    auto with_columns(Use use) {
        refer();
        return use(std::span<const std::string_view>(kinds_), std::span<const base::Bytes>(accounts_),
                   std::span<const std::string_view>(amounts_), std::span<const std::int64_t>(sequences_),
                   std::span<const std::int64_t>(seasons_), std::span<const std::int64_t>(starts_),
                   std::span<const std::int64_t>(ends_), std::span<const base::Bytes>(tx_hashes_),
                   std::span<const std::int32_t>(log_indexes_), std::span<const std::int64_t>(block_numbers_),
                   std::span<const base::Bytes>(block_hashes_), std::span<const std::int64_t>(block_times_));
    }

  private:
    void refer();

    std::vector<Log> logs_;
    std::vector<StakingEvent> events_;
    std::vector<std::int64_t> sequences_;
    std::vector<std::int64_t> seasons_;
    std::vector<std::int64_t> starts_;
    std::vector<std::int64_t> ends_;
    std::vector<std::int32_t> log_indexes_;
    std::vector<std::int64_t> block_numbers_;
    std::vector<std::int64_t> block_times_;
    // Views of the logs and events, made when they are needed.
    std::vector<std::string_view> kinds_;
    std::vector<base::Bytes> accounts_;
    std::vector<std::string_view> amounts_;
    std::vector<base::Bytes> tx_hashes_;
    std::vector<base::Bytes> block_hashes_;
};

}  // namespace gracy::staking
