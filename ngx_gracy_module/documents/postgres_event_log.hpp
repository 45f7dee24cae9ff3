// The event log in PostgreSQL: table event_log, one row a document.
#pragma once

#include "documents/counted_event_log.hpp"
#include "postgres/database.hpp"

namespace gracy::documents {

class PostgresEventLog final : public CountedEventLog {
  public:
    /// Both must outlive the log.
    PostgresEventLog(io::Reactor& reactor, postgres::Database& database)
        : CountedEventLog(reactor), database_(database) {}

  private:
    base::Task<StoreOutcome> keep(Event event) override;

    postgres::Database& database_;
};

}  // namespace gracy::documents
