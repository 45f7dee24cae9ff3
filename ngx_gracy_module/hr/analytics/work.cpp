#include "hr/analytics/work.hpp"

#include "gracy/sql/analytics.hpp"
#include "postgres/client.hpp"

#include <exception>

namespace gracy::hr {
namespace {

/// A step is short, so that a worker can stop; but the last one of a period counts all groups, and takes what a bulk
/// statement may take where there are very many.
constexpr std::int32_t members_at_once = 2000;

/// A period that fails, and would again, is in no other's way.
base::Task<bool> roll_up(postgres::Database& database) {
    postgres::Client client(database);
    std::exception_ptr failure;
    try {
        const auto rows = co_await client.bulk(sql::analytics::roll_up_activity, members_at_once);
        co_return rows.front().more;
    } catch (const postgres::Error&) {
        failure = std::current_exception();
    }
    co_await client.write(sql::analytics::put_off_activity);
    std::rethrow_exception(failure);
}

}  // namespace

void add_analytics_work(Work& work, const WorkServices& services) {
    work.recurring.push_back({.name = "analytics.roll_up",
                              .pause = std::chrono::seconds(30),
                              .limit = std::chrono::minutes(2),
                              .body = [&database = services.database] { return roll_up(database); }});
}

}  // namespace gracy::hr
