#include "hr/surveys/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/surveys.hpp"
#include "postgres/client.hpp"

#include <string>
#include <vector>

namespace gracy::hr {
namespace {

constexpr const char* kind_name = "surveys.release";
constexpr const char* lane = "bulk";
constexpr std::int32_t waves_at_once = 100;

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

/// A wave at a time; doing one again comes to the same.
base::Task<void> run(postgres::Database& database) {
    std::vector<Wave> waves;
    {
        postgres::Client client(database);
        const auto rows = co_await client.read(sql::surveys::list_unsettled_waves, waves_at_once);
        for (const auto& wave : rows) {
            waves.push_back({wave.team_space_id, wave.wave_id, wave.is_over});
        }
    }
    for (const Wave& wave : waves) {
        if (!wave.is_over) {
            postgres::Client client(database);
            co_await client.write(sql::surveys::settle_wave, wave.team_space_id, wave.id);
            continue;
        }
        const std::string outcome = co_await release(database, wave);
        base::log(base::LogLevel::info, "surveys: results of wave {}: {}", wave.id, outcome);
    }
}

}  // namespace

void add_surveys_work(Work& all, const WorkServices& services) {
    postgres::Database& database = services.database;
    all.kinds.push_back(
        {kind_name, lane, std::chrono::minutes(30), [&database](const jobs::Job&) { return run(database); }});
    jobs::NewJob job;
    job.kind = kind_name;
    job.lane = lane;
    job.max_attempts = 3;
    all.schedules.push_back({kind_name, std::chrono::minutes(1), std::chrono::minutes(1), std::move(job)});
}

}  // namespace gracy::hr
