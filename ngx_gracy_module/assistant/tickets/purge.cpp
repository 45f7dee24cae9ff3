#include "assistant/tickets/purge.hpp"

#include "gracy/sql/assistant.hpp"
#include "postgres/client.hpp"

namespace gracy::assistant {
namespace {

constexpr std::int32_t purged_at_once = 1000;

}  // namespace

base::Task<bool> purge_tickets(postgres::Database& database) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::assistant::purge_tickets, purged_at_once);
    co_return rows.front().deleted == purged_at_once;
}

}  // namespace gracy::assistant
