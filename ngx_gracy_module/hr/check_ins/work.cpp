#include "hr/check_ins/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/check_ins.hpp"
#include "postgres/client.hpp"

namespace gracy::hr {
namespace {

constexpr const char* lane = "bulk";
constexpr std::int32_t periods_at_once = 100;
constexpr std::int32_t leavers_at_once = 100;

/// One transaction a team space and period; what a stopped worker left undone is due again. An outcome other than "ok"
/// ends the round, so that a period that cannot be decided is not asked about for ever.
base::Task<void> release(postgres::Database& database) {
    bool more = true;
    while (more) {
        postgres::Client reading(database);
        const auto due = co_await reading.read(sql::check_ins::list_due_releases, periods_at_once);
        more = due.size() == periods_at_once;
        for (const auto& period : due) {
            postgres::Client writing(database);
            const auto decided = co_await writing.write(sql::check_ins::release_check_ins, period.team_space_id,
                                                        period.grain, period.period_start);
            const auto answer = decided.front();
            more = more && (answer.outcome == "ok" || answer.outcome == "done");
            base::log(base::LogLevel::info, "check-ins: {} of {} cells released for a {} of team space {} ({})",
                      answer.released, answer.released + answer.withheld, period.grain, period.team_space_id,
                      answer.outcome);
        }
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

void add(Work& all, const char* name, std::chrono::seconds every, base::Task<void> (*run)(postgres::Database&),
         postgres::Database& database) {
    all.kinds.push_back(
        {name, lane, std::chrono::minutes(30), [run, &database](const jobs::Job&) { return run(database); }});
    jobs::NewJob job;
    job.kind = name;
    job.lane = lane;
    job.max_attempts = 3;
    all.schedules.push_back({name, every, every, std::move(job)});
}

}  // namespace

void add_check_ins_work(Work& all, const WorkServices& services) {
    add(all, "check_ins.release", std::chrono::minutes(30), release, services.database);
    add(all, "check_ins.delete_leavers", std::chrono::hours(6), delete_leavers, services.database);
}

}  // namespace gracy::hr
