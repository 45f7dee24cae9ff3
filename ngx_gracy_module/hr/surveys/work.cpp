#include "hr/surveys/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/surveys.hpp"
#include "hr/each.hpp"
#include "postgres/client.hpp"

#include <string>
#include <vector>

namespace gracy::hr {
namespace {

constexpr const char* release_name = "surveys.release";
constexpr const char* remind_name = "surveys.remind";
constexpr const char* lane = "bulk";
constexpr std::int32_t waves_at_once = 100;
constexpr std::int32_t members_at_once = 100;

struct Wave {
    std::int64_t team_space_id;
    std::int64_t id;
    bool is_over;
};

/// A question at a time, each its own transaction: a long survey of many people takes longer than one statement may.
base::Task<std::string> release(postgres::Database& database, Wave wave) {
    while (true) {
        postgres::Client client(database);
        const auto rows = co_await client.bulk(sql::surveys::release_wave, wave.team_space_id, wave.id, 1);
        std::string outcome(rows.front().outcome);
        if (outcome != "more") {
            co_return outcome;
        }
    }
}

base::Task<void> release_or_settle(postgres::Database& database, Wave wave) {
    if (!wave.is_over) {
        postgres::Client client(database);
        co_await client.write(sql::surveys::settle_wave, wave.team_space_id, wave.id);
        co_return;
    }
    const std::string outcome = co_await release(database, wave);
    base::log(base::LogLevel::info, "surveys: results of wave {}: {}", wave.id, outcome);
}

/// A wave at a time; doing one again comes to the same.
base::Task<void> release_all(postgres::Database& database) {
    std::vector<Wave> waves;
    {
        postgres::Client client(database);
        const auto rows = co_await client.read(sql::surveys::list_unsettled_waves, waves_at_once);
        for (const auto& wave : rows) {
            waves.push_back({wave.team_space_id, wave.wave_id, wave.is_over});
        }
    }
    co_await each(waves, [&](const Wave& wave) { return release_or_settle(database, wave); });
}

/// What a killed worker had begun to tell it has not told; nobody logs how many there were, which would tell how many
/// have not answered.
base::Task<void> tell_all(postgres::Database& database) {
    std::int32_t seen = members_at_once;
    while (seen == members_at_once) {
        postgres::Client client(database);
        const auto told = co_await client.bulk(sql::surveys::tell_of_waves, members_at_once);
        seen = told.front().seen;
    }
}

void add(Work& all, const char* name, base::Task<void> (*run)(postgres::Database&), postgres::Database& database) {
    all.every(std::chrono::minutes(1),
              {name, lane, std::chrono::minutes(30), [run, &database](const jobs::Job&) { return run(database); }});
}

}  // namespace

void add_surveys_work(Work& all, const WorkServices& services) {
    add(all, release_name, release_all, services.database);
    add(all, remind_name, tell_all, services.database);
}

}  // namespace gracy::hr
