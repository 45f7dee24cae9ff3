#include "hr/people/work.hpp"

#include "access/authenticator.hpp"
#include "base/log.hpp"
#include "gracy/sql/people.hpp"
#include "postgres/client.hpp"

#include <string>

namespace gracy::hr {
namespace {

constexpr const char* kind_name = "people.leave";
constexpr const char* erasing = "people.erase";
constexpr const char* lane = "bulk";
constexpr std::int32_t members_at_once = 100;

/// Each in a transaction of their own: what a killed worker left undone is due again.
base::Task<bool> let_go(postgres::Database& database, std::int64_t team_space, std::int64_t member) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::people::end_employment, team_space, member);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "last_owner") {
        base::log(base::LogLevel::warning,
                  "people: member {} of team space {} has had their last day, but is its last owner", member,
                  team_space);
    }
    co_return outcome == "ok";
}

base::Task<void> run(postgres::Database& database) {
    std::int64_t after_team_space = 0;
    std::int64_t after_member = 0;
    std::size_t left = 0;
    while (true) {
        postgres::Client client(database);
        const auto due =
            co_await client.read(sql::people::list_leavers, after_team_space, after_member, members_at_once);
        for (const auto& member : due) {
            left += co_await let_go(database, member.team_space_id, member.id) ? 1U : 0U;
            after_team_space = member.team_space_id;
            after_member = member.id;
        }
        if (due.size() < members_at_once) {
            break;
        }
    }
    if (left > 0) {
        base::log(base::LogLevel::info, "people: {} members have had their last day and left", left);
        postgres::Client client(database);
        client.notify(std::string(access::Authenticator::channel));
    }
}

base::Task<bool> erase(postgres::Database& database, std::int64_t team_space, std::int64_t member) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::people::erase_leaver, team_space, member);
    co_return rows.front().outcome == "ok";
}

/// Those whose time has come by their team space's setting, each in a transaction of their own.
base::Task<void> erase_leavers(postgres::Database& database) {
    std::int64_t after_team_space = 0;
    std::int64_t after_member = 0;
    std::size_t erased = 0;
    while (true) {
        postgres::Client client(database);
        const auto due =
            co_await client.read(sql::people::list_erasable_members, after_team_space, after_member, members_at_once);
        for (const auto& member : due) {
            erased += co_await erase(database, member.team_space_id, member.id) ? 1U : 0U;
            after_team_space = member.team_space_id;
            after_member = member.id;
        }
        if (due.size() < members_at_once) {
            break;
        }
    }
    if (erased > 0) {
        base::log(base::LogLevel::info, "people: the personal data of {} leavers has been erased", erased);
    }
}

}  // namespace

void add_people_work(Work& all, const WorkServices& services) {
    postgres::Database& database = services.database;
    all.kinds.push_back(
        {kind_name, lane, std::chrono::minutes(30), [&database](const jobs::Job&) { return run(database); }});
    jobs::NewJob job;
    job.kind = kind_name;
    job.lane = lane;
    job.max_attempts = 3;
    all.schedules.push_back({kind_name, std::chrono::minutes(30), std::chrono::minutes(30), std::move(job)});

    all.kinds.push_back(
        {erasing, lane, std::chrono::minutes(30), [&database](const jobs::Job&) { return erase_leavers(database); }});
    jobs::NewJob erasure;
    erasure.kind = erasing;
    erasure.lane = lane;
    erasure.max_attempts = 3;
    all.schedules.push_back({erasing, std::chrono::hours(6), std::chrono::hours(6), std::move(erasure)});
}

}  // namespace gracy::hr
