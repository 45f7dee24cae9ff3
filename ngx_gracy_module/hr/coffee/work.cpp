#include "hr/coffee/work.hpp"

#include "gracy/sql/coffee.hpp"
#include "hr/coffee/rounds.hpp"
#include "hr/each.hpp"
#include "postgres/client.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace gracy::hr {
namespace {

constexpr const char* rounds_kind = "coffee.rounds";
constexpr const char* follow_up_kind = "coffee.follow_up";
constexpr const char* notices_kind = "coffee.notices";
constexpr const char* release_kind = "coffee.release";
constexpr const char* lane = "bulk";
constexpr std::int32_t at_once = 100;
constexpr std::int32_t notices_at_once = 1000;

base::Task<void> make_or_skip(postgres::Database& database, io::Offload& offload,
                              const sql::coffee::list_due_programs_row& program) {
    if (!program.overslept) {
        co_return co_await coffee::make_round(database, offload, program);
    }
    postgres::Client client(database);
    co_await client.write(sql::coffee::skip_round, program.team_space_id, program.program_id, program.fire_at);
}

base::Task<void> make_rounds(postgres::Database& database, io::Offload& offload) {
    // Each look finds others: a program that was dealt with is due again in a week at the earliest.
    for (std::size_t found = at_once; found == at_once;) {
        postgres::Client client(database);
        const auto due = co_await client.read(sql::coffee::list_due_programs, at_once);
        found = due.size();
        co_await each(due, [&](const auto& program) { return make_or_skip(database, offload, program); });
    }
}

base::Task<void> follow_up(postgres::Database& database) {
    for (std::size_t found = at_once; found == at_once;) {
        postgres::Client client(database);
        const auto due = co_await client.read(sql::coffee::list_due_follow_ups, at_once);
        found = due.size();
        co_await each(due, [&](const auto& round) -> base::Task<void> {
            co_await client.write(sql::coffee::follow_up_round, round.team_space_id, round.round_id);
        });
    }
}

/// A round at a time: each may be of a large company. What others are deciding is listed until they have.
base::Task<void> release(postgres::Database& database) {
    for (bool goes_on = true; goes_on;) {
        postgres::Client client(database);
        const auto settled = co_await client.read(sql::coffee::list_unreleased_rounds, at_once);
        bool released = false;
        co_await each(settled, [&](const auto& round) -> base::Task<void> {
            const auto rows = co_await client.bulk(sql::coffee::release_round, round.team_space_id, round.round_id);
            const std::string_view outcome = rows.front().outcome;
            released = released || outcome == "ok" || outcome == "done";
        });
        goes_on = released && settled.size() == at_once;
    }
}

base::Task<void> tell(postgres::Database& database) {
    postgres::Client client(database);
    co_await client.write(sql::coffee::introduce_by_notice, notices_at_once);
    co_await client.write(sql::coffee::ask_by_notice, notices_at_once);
    co_await client.write(sql::coffee::tell_left_out, at_once);
}

void add(Work& all, const char* name, std::function<base::Task<void>(postgres::Database&)> run,
         postgres::Database& database) {
    all.every(std::chrono::minutes(1), {name, lane, std::chrono::minutes(10),
                                        [run = std::move(run), &database](const jobs::Job&) { return run(database); }});
}

}  // namespace

void add_coffee_work(Work& all, const WorkServices& services) {
    add(
        all, rounds_kind,
        [&offload = services.offload](postgres::Database& database) { return make_rounds(database, offload); },
        services.database);
    add(all, follow_up_kind, follow_up, services.database);
    add(all, notices_kind, tell, services.database);
    add(all, release_kind, release, services.database);
}

}  // namespace gracy::hr
