#include "hr/people/work.hpp"

#include "access/authenticator.hpp"
#include "base/log.hpp"
#include "gracy/sql/people.hpp"
#include "hr/each.hpp"
#include "postgres/client.hpp"

#include <exception>
#include <string>

namespace gracy::hr {
namespace {

constexpr const char* lane = "bulk";
constexpr std::int32_t members_at_once = 100;

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

base::Task<bool> erase(postgres::Database& database, std::int64_t team_space, std::int64_t member) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::people::erase_leaver, team_space, member);
    co_return rows.front().outcome == "ok";
}

struct Done {
    std::size_t members = 0;
    std::exception_ptr failure;

    /// Behind what is to be said of those with whom it went well.
    void rethrow() const {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
};

/// Does it to all members that a list has, each in a transaction of their own: what a killed worker left undone is due
/// again. One with whom it fails stands in nobody's way (each).
base::Task<Done> to_each(const auto& list, auto act, postgres::Database& database) {
    std::int64_t after_team_space = 0;
    std::int64_t after_member = 0;
    Done done;
    while (true) {
        postgres::Client client(database);
        const auto due = co_await client.read(list, after_team_space, after_member, members_at_once);
        try {
            co_await each(due, [&](const auto& member) -> base::Task<void> {
                after_team_space = member.team_space_id;
                after_member = member.id;
                done.members += co_await act(database, member.team_space_id, member.id) ? 1U : 0U;
            });
        } catch (const std::exception&) {
            done.failure = std::current_exception();
        }
        if (due.size() < members_at_once) {
            co_return done;
        }
    }
}

base::Task<void> let_leavers_go(postgres::Database& database) {
    const Done left = co_await to_each(sql::people::list_leavers, let_go, database);
    if (left.members > 0) {
        base::log(base::LogLevel::info, "people: {} members have had their last day and left", left.members);
        postgres::Client client(database);
        client.notify(std::string(access::Authenticator::channel));
    }
    left.rethrow();
}

/// Those whose time has come by their team space's setting.
base::Task<void> erase_leavers(postgres::Database& database) {
    const Done erased = co_await to_each(sql::people::list_erasable_members, erase, database);
    if (erased.members > 0) {
        base::log(base::LogLevel::info, "people: the personal data of {} leavers has been erased", erased.members);
    }
    erased.rethrow();
}

/// Does it in a job of its own, every so often.
void add_periodic(Work& all, postgres::Database& database, const char* name, std::chrono::minutes every,
                  base::Task<void> (*run)(postgres::Database&)) {
    all.every(every,
              {name, lane, std::chrono::minutes(30), [&database, run](const jobs::Job&) { return run(database); }});
}

}  // namespace

void add_people_work(Work& all, const WorkServices& services) {
    add_periodic(all, services.database, "people.leave", std::chrono::minutes(30), let_leavers_go);
    add_periodic(all, services.database, "people.erase", std::chrono::hours(6), erase_leavers);
}

}  // namespace gracy::hr
