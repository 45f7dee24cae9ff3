#include "documents/counted_event_log.hpp"

#include "base/log.hpp"

namespace gracy::documents {

base::Task<StoreOutcome> CountedEventLog::store(Event event) {
    try {
        const StoreOutcome outcome = co_await keep(std::move(event));
        ++(outcome == StoreOutcome::stored ? statistics_.stored : statistics_.duplicates);
        co_return outcome;
    } catch (const StoreUnavailable&) {
        ++statistics_.failures;
        throw;
    }
}

base::Task<void> CountedEventLog::store_copy(Event event) {
    const std::string id = event.id;
    try {
        co_await store(std::move(event));
    } catch (const StoreUnavailable& unavailable) {
        base::log(base::LogLevel::warning, "the log's copy of {} was not stored: {}", id, unavailable.what());
    }
}

void CountedEventLog::store_later(Event event) noexcept {
    try {
        if (!backlog_.add(store_copy(std::move(event)))) {
            ++statistics_.dropped;
        }
    } catch (const std::exception& exception) {
        ++statistics_.dropped;
        base::log(base::LogLevel::warning, "a copy for the event log was dropped: {}", exception.what());
    }
}

}  // namespace gracy::documents
