#include "hr/celebrations/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/celebrations.hpp"
#include "gracy/sql/jobs.hpp"
#include "postgres/client.hpp"

namespace gracy::hr {
namespace {

constexpr const char* kind_name = "celebrations.plan";
constexpr const char* lane = "bulk";
constexpr std::int32_t team_spaces_at_once = 100;
constexpr std::int32_t members_at_once = 1000;

base::Task<void> plan_team_space(postgres::Database& database, std::int64_t team_space, base::Timestamp midnight) {
    std::optional<std::int64_t> last = 0;
    while (last) {
        postgres::Client client(database);
        const auto planned = co_await client.write(sql::celebrations::plan_next, team_space, *last, members_at_once);
        last = planned.front().last_id;
    }
    // The slot is claimed when all is planned: to plan again changes nothing, to plan half would be noticed by nobody.
    postgres::Client client(database);
    co_await client.write(sql::jobs::claim_cron_slot, kind_name, team_space, midnight);
}

base::Task<void> run(postgres::Database& database) {
    std::int64_t after = 0;
    std::size_t planned = 0;
    while (true) {
        postgres::Client client(database);
        const auto due =
            co_await client.read(sql::celebrations::list_unplanned_team_spaces, after, team_spaces_at_once);
        for (const auto& team_space : due) {
            co_await plan_team_space(database, team_space.id, team_space.midnight);
            after = team_space.id;
            ++planned;
        }
        if (due.size() < team_spaces_at_once) {
            break;
        }
    }
    if (planned > 0) {
        base::log(base::LogLevel::info, "celebrations: planned for {} team spaces", planned);
    }
}

}  // namespace

void add_celebrations_work(Work& all, const WorkServices& services) {
    postgres::Database& database = services.database;
    all.every(std::chrono::minutes(10),
              {kind_name, lane, std::chrono::minutes(30), [&database](const jobs::Job&) { return run(database); }});
}

}  // namespace gracy::hr
