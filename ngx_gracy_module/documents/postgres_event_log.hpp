// The event log in PostgreSQL: table event_log, one row a document.
//
// Events that arrive while others are being stored wait, and go out together in one statement: the busier it is, the
// more of them share a transaction (64 senders at once: less than half of PostgreSQL's time for each).
#pragma once

#include "documents/counted_event_log.hpp"
#include "postgres/database.hpp"

#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace gracy::documents {

class PostgresEventLog final : public CountedEventLog {
  public:
    /// Statements at work at once. With one, nobody would use the time in which it waits for its commit.
    static constexpr std::size_t max_batches = 2;
    static constexpr std::size_t batch_events = 128;
    static constexpr std::size_t batch_bytes = 1 << 20;
    /// What may wait; one more is refused at once.
    static constexpr std::size_t queue_events = 1024;
    static constexpr std::size_t queue_bytes = 16 << 20;

    /// Both must outlive the log.
    PostgresEventLog(io::Reactor& reactor, postgres::Database& database);
    ~PostgresEventLog() override;

  private:
    struct Arrival;
    struct Batch;

    base::Task<StoreOutcome> keep(Event event) override;
    void dispatch();
    Batch take_batch();
    base::Task<void> store_batch(Batch batch);
    base::Task<void> store_each(const Batch& batch);
    base::Task<void> insert(std::span<const std::shared_ptr<Arrival>> batch);

    io::Reactor& reactor_;
    postgres::Database& database_;
    std::deque<std::shared_ptr<Arrival>> queue_;
    std::size_t queued_bytes_ = 0;
    std::unique_ptr<io::Deferred> dispatch_;
    Backlog batches_;
};

}  // namespace gracy::documents
