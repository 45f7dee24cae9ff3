// The event log in PostgreSQL: table event_log, one row a document.
#pragma once

#include "documents/backlog.hpp"
#include "documents/event_log.hpp"
#include "postgres/database.hpp"

namespace gracy::documents {

class PostgresEventLog final : public EventLog {
  public:
    /// How many copies for the log may be on their way at once; each holds its document.
    static constexpr std::size_t max_copies = 256;

    /// Both must outlive the log.
    PostgresEventLog(io::Reactor& reactor, postgres::Database& database)
        : database_(database), backlog_(reactor, max_copies) {}

    base::Task<StoreOutcome> store(Event event) override;
    void store_later(Event event) noexcept override;
    EventLogStatistics statistics() const override { return statistics_; }

  private:
    base::Task<void> store_copy(Event event);

    postgres::Database& database_;
    EventLogStatistics statistics_;
    Backlog backlog_;
};

}  // namespace gracy::documents
