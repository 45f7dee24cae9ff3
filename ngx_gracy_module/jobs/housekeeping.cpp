#include "jobs/housekeeping.hpp"

#include "base/log.hpp"
#include "gracy/sql/jobs.hpp"
#include "postgres/client.hpp"

namespace gracy::jobs::housekeeping {
namespace {

constexpr const char* kind_name = "housekeeping.purge";

/// A call deletes so many of each kind and says how many it found: short transactions, until nothing is left.
base::Task<void> run(postgres::Database& database) {
    std::int64_t deleted = 0;
    while (true) {
        postgres::Client client(database);
        const auto rows = co_await client.write(sql::jobs::purge_expired);
        const auto row = rows.front();
        const std::int64_t now = row.sessions + row.login_failures + row.access_changes + row.idempotency_keys +
                                 row.events + row.deliveries + row.jobs + row.cron_runs + row.wallet_refusals;
        deleted += now;
        if (now == 0) {
            break;
        }
    }
    if (deleted > 0) {
        base::log(base::LogLevel::info, "housekeeping: {} expired rows deleted", deleted);
    }
}

}  // namespace

Kind purge(postgres::Database& database) {
    return {kind_name, lane, std::chrono::minutes(10), [&database](const Job&) { return run(database); }};
}

Schedule purge_schedule() {
    NewJob job;
    job.kind = kind_name;
    job.lane = lane;
    job.max_attempts = 3;
    return {kind_name, std::chrono::hours(1), std::chrono::hours(1), std::move(job)};
}

}  // namespace gracy::jobs::housekeeping
