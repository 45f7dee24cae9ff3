// What event logs have in common, whichever store stands behind them: counting, and copies that nobody waits for.
#pragma once

#include "documents/backlog.hpp"
#include "documents/event_log.hpp"

namespace gracy::documents {

class CountedEventLog : public EventLog {
  public:
    /// How many copies for the log may be on their way at once; each holds its document.
    static constexpr std::size_t max_copies = 256;

    base::Task<StoreOutcome> store(Event event) final;
    void store_later(Event event) noexcept final;
    EventLogStatistics statistics() const final { return statistics_; }

  protected:
    explicit CountedEventLog(io::Reactor& reactor) : backlog_(reactor, max_copies) {}

  private:
    /// As EventLog::store.
    virtual base::Task<StoreOutcome> keep(Event event) = 0;
    base::Task<void> store_copy(Event event);

    EventLogStatistics statistics_;
    Backlog backlog_;
};

}  // namespace gracy::documents
