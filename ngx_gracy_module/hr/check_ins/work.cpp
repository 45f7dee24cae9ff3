#include "hr/check_ins/work.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/check_ins.hpp"
#include "jobs/channel.hpp"
#include "jobs/enqueue.hpp"
#include "postgres/client.hpp"

#include <exception>
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
    std::string end;
};

/// The period after which a run begins.
struct Cursor {
    std::int64_t team_space_id = 0;
    std::string period_end = "-infinity";
    std::string grain = "month";

    /// A job of the schedule begins with the first.
    static Cursor read(const jobs::Job& job) {
        const base::Json payload = base::Json::parse(job.payload);
        const auto space = payload["team_space_id"].integer();
        const auto end = payload["period_end"].string();
        const auto grain = payload["grain"].string();
        return space && end && grain ? Cursor{*space, std::string(*end), std::string(*grain)} : Cursor{};
    }
};

base::Task<std::vector<Period>> due_periods(postgres::Database& database, const Cursor& after) {
    postgres::Client client(database);
    const auto rows = co_await client.read(sql::check_ins::list_due_releases, after.team_space_id, after.period_end,
                                           after.grain, periods_at_once);
    std::vector<Period> periods;
    for (const auto& due : rows) {
        periods.push_back({due.team_space_id, std::string(due.grain), due.period_start, std::string(due.period_end)});
    }
    co_return periods;
}

base::Task<void> decide(postgres::Database& database, const Period& period) {
    postgres::Client client(database);
    const auto decided =
        co_await client.bulk(sql::check_ins::release_check_ins, period.team_space_id, period.grain, period.start);
    const auto answer = decided.front();
    base::log(base::LogLevel::info, "check-ins: {} of {} cells released for a {} of team space {} ({})",
              answer.released, answer.released + answer.withheld, period.grain, period.team_space_id, answer.outcome);
}

/// Goes on in a job of its own, one however often the job `id` is tried.
base::Task<void> go_on_after(postgres::Database& database, std::int64_t id, const Period& last) {
    jobs::NewJob next;
    next.kind = release_name;
    next.lane = lane;
    next.max_attempts = 3;
    base::JsonWriter payload;
    payload.open_object()
        .field<"team_space_id">(last.team_space_id)
        .field<"period_end">(last.end)
        .field<"grain">(last.grain)
        .close_object();
    next.payload = payload.take();
    next.dedupe_key = fmt::format("after:{}", id);
    postgres::Client client(database);
    co_await jobs::enqueue(client, next);
    client.notify(jobs::channel);
}

/// One transaction a team space and period; what a stopped worker left undone is due again. What cannot be decided now
/// is passed over, so that it stands in nobody's way: the next slot of the schedule asks again.
base::Task<void> release(postgres::Database& database, std::int64_t id, Cursor after) {
    const std::vector<Period> due = co_await due_periods(database, after);
    std::exception_ptr failure;
    for (const Period& period : due) {
        try {
            co_await decide(database, period);
        } catch (const std::exception&) {
            failure = std::current_exception();  // the others are published all the same
        }
    }
    if (std::ssize(due) == periods_at_once) {
        co_await go_on_after(database, id, due.back());
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

base::Task<void> delete_leavers(postgres::Database& database) {
    std::int64_t entries = 0;
    std::int64_t notes = 0;
    std::int64_t after_team_space = 0;
    std::optional<std::int64_t> after = 0;
    while (after) {
        postgres::Client client(database);
        const auto rows =
            co_await client.write(sql::check_ins::delete_leavers_check_ins, after_team_space, *after, leavers_at_once);
        const auto deleted = rows.front();
        entries += deleted.entries;
        notes += deleted.notes;
        after_team_space = deleted.last_team_space_id.value_or(0);
        after = deleted.last_id;
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
/// Where nobody could be asked, the next run tries again, and the others are asked all the same.
base::Task<void> ask(postgres::Database& database, std::optional<std::string_view> question) {
    std::int64_t asked = 0;
    std::int64_t after = 0;
    std::exception_ptr failure;
    while (true) {
        postgres::Client client(database);
        const auto spaces = co_await client.read(sql::check_ins::list_team_spaces, after, team_spaces_at_once);
        for (const auto& space : spaces) {
            after = space.id;
            try {
                asked += co_await ask_team_space(database, space.id, question);
            } catch (const std::exception&) {
                failure = std::current_exception();
            }
        }
        if (spaces.size() < team_spaces_at_once) {
            break;
        }
    }
    if (asked > 0) {
        base::log(base::LogLevel::info, "check-ins: {} members asked how their day is", asked);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace

void add_check_ins_work(Work& all, const WorkServices& services) {
    postgres::Database& database = services.database;
    all.every(std::chrono::minutes(1), {ask_name, lane, std::chrono::minutes(10),
                                        [&database, question = services.check_in_question](const jobs::Job&) {
                                            return ask(database, base::view_of(question));
                                        }});
    all.every(std::chrono::minutes(30),
              {release_name, lane, std::chrono::minutes(30),
               [&database](const jobs::Job& job) { return release(database, job.id, Cursor::read(job)); }});
    all.every(std::chrono::hours(6), {"check_ins.delete_leavers", lane, std::chrono::minutes(30),
                                      [&database](const jobs::Job&) { return delete_leavers(database); }});
}

}  // namespace gracy::hr
