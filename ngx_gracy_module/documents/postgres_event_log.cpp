#include "documents/postgres_event_log.hpp"

#include "base/log.hpp"
#include "gracy/sql/documents.hpp"
#include "postgres/client.hpp"

namespace gracy::documents {
namespace {

std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace

base::Task<StoreOutcome> PostgresEventLog::store(Event event) {
    postgres::Client client(database_);
    try {
        const auto rows = co_await client.write(sql::documents::store_event, event.id, name_of(event.kind),
                                                view_of(event.team_id), event.type, view_of(event.ts),
                                                event.received_at, event.expire_at, base::bytes_of(event.document));
        const bool stored = rows.front().stored;
        ++(stored ? statistics_.stored : statistics_.duplicates);
        co_return stored ? StoreOutcome::stored : StoreOutcome::duplicate;
    } catch (const postgres::Error& error) {
        ++statistics_.failures;
        throw StoreUnavailable(error.what());
    }
}

base::Task<void> PostgresEventLog::store_copy(Event event) {
    const std::string id = event.id;
    try {
        co_await store(std::move(event));
    } catch (const StoreUnavailable& unavailable) {
        base::log(base::LogLevel::warning, "the log's copy of {} was not stored: {}", id, unavailable.what());
    }
}

void PostgresEventLog::store_later(Event event) noexcept {
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
