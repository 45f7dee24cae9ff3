#include "documents/postgres_event_log.hpp"

#include "gracy/sql/documents.hpp"
#include "postgres/client.hpp"

namespace gracy::documents {
namespace {

std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace

base::Task<StoreOutcome> PostgresEventLog::keep(Event event) {
    postgres::Client client(database_);
    try {
        const auto rows = co_await client.write(sql::documents::store_event, event.id, name_of(event.kind),
                                                view_of(event.team_id), event.type, view_of(event.ts),
                                                event.received_at, event.expire_at, base::bytes_of(event.document));
        co_return rows.front().stored ? StoreOutcome::stored : StoreOutcome::duplicate;
    } catch (const postgres::Error& error) {
        throw StoreUnavailable(error.what());
    }
}

}  // namespace gracy::documents
