#include "hr/check_ins/work.hpp"

#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/check_ins.hpp"
#include "gracy/sql/jobs.hpp"
#include "postgres/client.hpp"

#include <string>
#include <vector>

namespace gracy::hr {
namespace {

constexpr const char* lane = "bulk";
constexpr const char* release_name = "check_ins.release";
// A week of ten thousand people takes seconds, and a worker that is told to stop waits for the run that is going on.
constexpr std::int32_t periods_at_once = 3;
constexpr std::int32_t leavers_at_once = 100;
constexpr const char* ask_name = "check_ins.ask";
constexpr std::int32_t team_spaces_at_once = 100;
constexpr std::int32_t members_at_once = 200;

struct Period {
    std::int64_t team_space_id;
    std::string grain;
    base::Date start;
};

base::Task<std::vector<Period>> due_periods(postgres::Database& database) {
    postgres::Client client(database);
    const auto rows = co_await client.read(sql::check_ins::list_due_releases, periods_at_once);
    std::vector<Period> periods;
    for (const auto& due : rows) {
        periods.push_back({due.team_space_id, std::string(due.grain), due.period_start});
    }
    co_return periods;
}

/// Whether it is decided now.
base::Task<bool> decide(postgres::Database& database, const Period& period) {
    postgres::Client client(database);
    const auto decided =
        co_await client.bulk(sql::check_ins::release_check_ins, period.team_space_id, period.grain, period.start);
    const auto answer = decided.front();
    base::log(base::LogLevel::info, "check-ins: {} of {} cells released for a {} of team space {} ({})",
              answer.released, answer.released + answer.withheld, period.grain, period.team_space_id, answer.outcome);
    co_return answer.outcome == "ok" || answer.outcome == "done";
}

/// Goes on in a job of its own. Its key is what was decided last, which happens once: two that arrive there make one.
base::Task<void> go_on_after(postgres::Database& database, const Period& last) {
    jobs::NewJob job;
    job.kind = release_name;
    job.lane = lane;
    job.max_attempts = 3;
    const std::string key = fmt::format("after:{}:{}:{}", last.team_space_id, last.grain, base::to_text(last.start));
    postgres::Client client(database);
    co_await client.write(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane, key, job.max_attempts);
    client.notify("gracy_jobs");
}

/// One transaction a team space and period; what a stopped worker left undone is due again. A period that cannot be
/// decided ends the round, so that it is not asked about for ever.
base::Task<void> release(postgres::Database& database) {
    const std::vector<Period> due = co_await due_periods(database);
    bool all_decided = true;
    for (const Period& period : due) {
        const bool decided = co_await decide(database, period);
        all_decided = all_decided && decided;
    }
    if (all_decided && std::ssize(due) == periods_at_once) {
        co_await go_on_after(database, due.back());
    }
}

base::Task<void> delete_leavers(postgres::Database& database) {
    std::int64_t entries = 0;
    std::int64_t notes = 0;
    while (true) {
        postgres::Client client(database);
        const auto rows = co_await client.write(sql::check_ins::delete_leavers_check_ins, leavers_at_once);
        entries += rows.front().entries;
        notes += rows.front().notes;
        if (rows.front().entries == 0) {
            break;
        }
    }
    if (entries > 0) {
        base::log(base::LogLevel::info, "check-ins: {} entries of leavers deleted, {} of them with notes", entries,
                  notes);
    }
}

base::Task<std::int64_t> ask_team_space(postgres::Database& database, std::int64_t team_space,
                                        std::optional<std::string_view> question) {
    std::int64_t asked = 0;
    std::optional<std::int64_t> after = 0;
    while (after) {
        postgres::Client client(database);
        const auto rows =
            co_await client.write(sql::check_ins::ask_for_check_ins, team_space, *after, members_at_once, question);
        after = rows.front().last_id;
        asked += rows.front().asked;
    }
    co_return asked;
}

/// Whom a killed worker has asked, no other asks again: that they were stands in the transaction with the message.
base::Task<void> ask(postgres::Database& database, std::optional<std::string_view> question) {
    std::int64_t asked = 0;
    std::int64_t after = 0;
    while (true) {
        postgres::Client client(database);
        const auto spaces = co_await client.read(sql::check_ins::list_team_spaces, after, team_spaces_at_once);
        for (const auto& space : spaces) {
            asked += co_await ask_team_space(database, space.id, question);
            after = space.id;
        }
        if (spaces.size() < team_spaces_at_once) {
            break;
        }
    }
    if (asked > 0) {
        base::log(base::LogLevel::info, "check-ins: {} members asked how their day is", asked);
    }
}

void add(Work& all, const char* name, std::chrono::seconds every, base::Task<void> (*run)(postgres::Database&),
         postgres::Database& database) {
    all.every(every,
              {name, lane, std::chrono::minutes(30), [run, &database](const jobs::Job&) { return run(database); }});
}

}  // namespace

void add_check_ins_work(Work& all, const WorkServices& services) {
    all.every(std::chrono::minutes(1),
              {ask_name, lane, std::chrono::minutes(10),
               [&database = services.database, question = services.check_in_question](const jobs::Job&) {
                   return ask(database, question ? std::optional<std::string_view>(*question) : std::nullopt);
               }});
    add(all, release_name, std::chrono::minutes(30), release, services.database);
    add(all, "check_ins.delete_leavers", std::chrono::hours(6), delete_leavers, services.database);
}

}  // namespace gracy::hr
