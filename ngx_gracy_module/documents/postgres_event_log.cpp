#include "documents/postgres_event_log.hpp"

#include "gracy/sql/documents.hpp"
#include "io/condition.hpp"
#include "postgres/client.hpp"

#include <unordered_set>

namespace gracy::documents {

/// One event, until its fate is known. It belongs to the log and to who waits for it; the latter may go.
struct PostgresEventLog::Arrival {
    Arrival(io::Reactor& reactor, Event arrived) : event(std::move(arrived)), settled(reactor) {}

    void settle(StoreOutcome decided) {
        outcome = decided;
        settled.notify_all();
    }
    void fail(std::string_view why) {
        if (!outcome && trouble.empty()) {
            trouble = why;
            settled.notify_all();
        }
    }

    Event event;
    std::optional<StoreOutcome> outcome;
    std::string trouble;
    io::Condition settled;
};

/// Events that are stored together. Whoever still waits when it ends is told why.
struct PostgresEventLog::Batch {
    Batch() = default;
    Batch(Batch&&) noexcept = default;
    ~Batch() {
        for (const auto& arrival : arrivals) {
            arrival->fail(trouble);
        }
    }

    std::vector<std::shared_ptr<Arrival>> arrivals;
    std::string trouble = "nothing more is stored";
};

namespace {

/// The server refused one of the rows, and says nothing of the others.
bool is_about_a_row(const postgres::Error& error) {
    using enum postgres::ErrorKind;
    return error.kind() == conflict || error.kind() == invalid || error.kind() == lock_timeout;
}

}  // namespace

PostgresEventLog::PostgresEventLog(io::Reactor& reactor, postgres::Database& database)
    : CountedEventLog(reactor),
      reactor_(reactor),
      database_(database),
      dispatch_(reactor.deferred([this] { dispatch(); })),
      batches_(reactor, max_batches) {}

PostgresEventLog::~PostgresEventLog() {
    for (const auto& arrival : queue_) {
        arrival->fail("nothing more is stored");
    }
}

base::Task<StoreOutcome> PostgresEventLog::keep(Event event) {
    const std::size_t size = event.document.size();
    if (queue_.size() >= queue_events || queued_bytes_ + size > queue_bytes) {
        throw StoreUnavailable("too many events are waiting");
    }
    const auto arrival = std::make_shared<Arrival>(reactor_, std::move(event));
    queued_bytes_ += size;
    queue_.push_back(arrival);
    dispatch_->schedule();
    co_await arrival->settled.wait();
    if (!arrival->outcome) {
        throw StoreUnavailable(arrival->trouble);
    }
    co_return *arrival->outcome;
}

void PostgresEventLog::dispatch() {
    while (!queue_.empty() && batches_.size() < max_batches) {
        batches_.add(store_batch(take_batch()));
    }
}

PostgresEventLog::Batch PostgresEventLog::take_batch() {
    Batch batch;
    std::size_t bytes = 0;
    while (!queue_.empty() && batch.arrivals.size() < batch_events) {
        const std::size_t size = queue_.front()->event.document.size();
        if (!batch.arrivals.empty() && bytes + size > batch_bytes) {
            break;
        }
        bytes += size;
        queued_bytes_ -= size;
        batch.arrivals.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return batch;
}

base::Task<void> PostgresEventLog::store_batch(Batch batch) {
    bool row_by_row = false;
    try {
        co_await insert(batch.arrivals);
    } catch (const postgres::Error& error) {
        batch.trouble = error.what();
        row_by_row = batch.arrivals.size() > 1 && is_about_a_row(error);
    }
    if (row_by_row) {
        co_await store_each(batch);
    }
    dispatch_->schedule();
}

/// Finds the one that the server does not take. When a second one has to wait too long, so would all the others.
base::Task<void> PostgresEventLog::store_each(const Batch& batch) {
    unsigned waited_too_long = 0;
    for (const auto& arrival : batch.arrivals) {
        try {
            co_await insert({&arrival, 1});
        } catch (const postgres::Error& error) {
            arrival->fail(error.what());
            waited_too_long += error.kind() == postgres::ErrorKind::lock_timeout ? 1 : 0;
            if (!is_about_a_row(error) || waited_too_long > 1) {
                break;
            }
        }
    }
}

base::Task<void> PostgresEventLog::insert(std::span<const std::shared_ptr<Arrival>> batch) {
    std::vector<std::string_view> ids, kinds, teams, types, timestamps;
    std::vector<base::Timestamp> received, expiries;
    std::vector<base::Bytes> documents;
    for (const auto& arrival : batch) {
        const Event& event = arrival->event;
        ids.push_back(event.id);
        kinds.push_back(name_of(event.kind));
        teams.push_back(event.team_id ? *event.team_id : std::string_view());
        types.push_back(event.type);
        timestamps.push_back(event.ts ? *event.ts : std::string_view());
        received.push_back(event.received_at);
        expiries.push_back(event.expire_at);
        documents.push_back(base::bytes_of(event.document));
    }
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::documents::store_events, ids, kinds, teams, types, timestamps,
                                            received, expiries, documents);
    std::unordered_set<std::string_view> stored;
    for (const auto& row : rows) {
        stored.insert(row.event_id);
    }
    for (const auto& arrival : batch) {
        // Of two that are the same, only the first was not there yet.
        arrival->settle(stored.erase(arrival->event.id) > 0 ? StoreOutcome::stored : StoreOutcome::duplicate);
    }
}

}  // namespace gracy::documents
