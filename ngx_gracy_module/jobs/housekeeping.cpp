#include "jobs/housekeeping.hpp"

#include "base/log.hpp"
#include "gracy/sql/jobs.hpp"
#include "postgres/client.hpp"

namespace gracy::jobs::housekeeping {
namespace {

constexpr const char* kind_name = "housekeeping.purge";

base::Task<std::int64_t> delete_once(postgres::Database& database, std::int32_t limit) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::jobs::purge_expired, limit);
    const auto row = rows.front();
    const auto history = co_await client.write(sql::jobs::purge_history, limit);
    co_return history.front().deleted + row.sessions + row.login_failures + row.access_changes + row.idempotency_keys +
        row.events + row.deliveries + row.jobs + row.cron_runs + row.wallet_refusals + row.api_tokens +
        row.password_links;
}

base::Task<void> run(postgres::Database& database) {
    const std::int64_t deleted =
        co_await delete_all([&database](std::int32_t limit) { return delete_once(database, limit); });
    if (deleted > 0) {
        base::log(base::LogLevel::info, "housekeeping: {} expired rows deleted", deleted);
    }
}

}  // namespace

base::Task<std::int64_t> delete_all(DeleteSome delete_some) {
    std::int64_t deleted = 0;
    std::int32_t limit = most_at_once;
    while (true) {
        try {
            const std::int64_t now = co_await delete_some(limit);
            if (now == 0) {
                co_return deleted;
            }
            deleted += now;
        } catch (const postgres::Error& error) {
            // After an outage rows are many, and some are large. A statement that is cancelled has deleted nothing.
            if (error.kind() != postgres::ErrorKind::timeout || limit == 1) {
                throw;
            }
            limit /= 2;
        }
    }
}

Kind purge(postgres::Database& database) {
    return {kind_name, lane, std::chrono::minutes(10), [&database](const Job&) { return run(database); }};
}

Schedule purge_schedule() {
    return every(std::chrono::hours(1), kind_name, lane);
}

}  // namespace gracy::jobs::housekeeping
