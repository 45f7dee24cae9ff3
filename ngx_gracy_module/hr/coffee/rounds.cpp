#include "hr/coffee/rounds.hpp"

#include "base/log.hpp"
#include "base/random.hpp"
#include "hr/coffee/matching.hpp"
#include "postgres/client.hpp"

#include <bit>
#include <map>
#include <stdexcept>

namespace gracy::hr::coffee {
namespace {

/// People who met longer ago count as strangers again: half a year of a weekly program.
constexpr std::int32_t remembered_rounds = 26;
constexpr int most_attempts = 5;

using Program = sql::coffee::list_due_programs_row;

Mode mode_named(std::string_view name) {
    if (name == "cross_group") {
        return Mode::cross_group;
    }
    return name == "within_group" ? Mode::within_group : Mode::standard;
}

base::Task<Pool> read_pool(postgres::Client& client, const Program& program) {
    Pool pool;
    pool.group_size = static_cast<std::size_t>(program.group_size);
    pool.mode = mode_named(program.mode);
    pool.apart_from_team = program.apart_from_team;
    pool.seed = std::bit_cast<std::uint64_t>(base::random_bytes<8>());
    const auto people =
        co_await client.bulk(sql::coffee::read_pool, program.team_space_id, program.program_id, program.fire_at);
    for (const auto& person : people) {
        pool.people.push_back({.id = person.member_id,
                               .department_id = person.department_id.value_or(0),
                               .team_ids = person.team_ids.copy()});
    }
    const auto history =
        co_await client.bulk(sql::coffee::read_history, program.team_space_id, program.program_id, remembered_rounds);
    for (const auto& pair : history) {
        pool.history.push_back({.one = pair.lo, .other = pair.hi, .rounds_ago = pair.rounds_ago});
    }
    const auto apart = co_await client.bulk(sql::coffee::read_apart, program.team_space_id, program.program_id,
                                            program.apart_from_manager);
    for (const auto& pair : apart) {
        pool.apart.push_back({.one = pair.lo, .other = pair.hi});
    }
    co_return pool;
}

/// Of each person in the pool's order, the group's number; 0 for who is left out.
std::vector<std::int32_t> group_numbers(const Pool& pool, const Groups& groups) {
    std::map<std::int64_t, std::int32_t> number_of;
    for (std::size_t i = 0; i < groups.groups.size(); ++i) {
        for (const std::int64_t id : groups.groups[i]) {
            number_of[id] = static_cast<std::int32_t>(i + 1);
        }
    }
    std::vector<std::int32_t> numbers;
    for (const Person& person : pool.people) {
        const auto found = number_of.find(person.id);
        numbers.push_back(found == number_of.end() ? 0 : found->second);
    }
    return numbers;
}

}  // namespace

base::Task<void> make_round(postgres::Database& database, io::Offload& offload, const Program& program) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        postgres::Client client(database);
        const Pool pool = co_await read_pool(client, program);
        const Groups groups = co_await io::OffloadedCall(offload, [pool] { return match(pool); });
        std::vector<std::int64_t> ids;
        for (const Person& person : pool.people) {
            ids.push_back(person.id);
        }
        const auto stored = co_await client.write(sql::coffee::store_round, program.team_space_id, program.program_id,
                                                  program.fire_at, std::bit_cast<std::int64_t>(pool.seed), ids,
                                                  group_numbers(pool, groups), groups.repeats);
        const std::string_view outcome = stored.front().outcome;
        if (outcome == "ok") {
            base::log(base::LogLevel::info, "coffee: {} groups of {} people for program {}, {} left out, {} met lately",
                      groups.groups.size(), ids.size(), program.program_id, groups.left_out.size(), groups.repeats);
            co_return;
        }
        if (outcome == "not_due") {
            co_return;  // another worker was first, or somebody changed the program
        }
    }
    throw std::runtime_error(fmt::format("coffee: the pool of program {} does not come to rest", program.program_id));
}

}  // namespace gracy::hr::coffee
