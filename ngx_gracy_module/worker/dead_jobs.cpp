#include "base/log.hpp"
#include "gracy/sql/jobs.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr int most_listed = 1000;

/// The catalogue's text, run once with text parameters.
std::vector<PlainConnection::Row> run(const Configuration& configuration, std::uint16_t statement,
                                      const std::string& parameter) {
    return PlainConnection::for_catalogue(configuration.database, "gracy-worker jobs").query(statement, {parameter});
}

}  // namespace

int list_dead_jobs(const Configuration& configuration) {
    const auto rows = run(configuration, sql::jobs::list_dead_jobs.number, std::to_string(most_listed));
    for (const auto& row : rows) {
        // id, kind, lane, payload, attempts, last_error, created_at, finished_at
        fmt::print("{}\t{}\t{}\t{} attempts\tdied {}\t{}\n", row[0], row[1], row[2], row[4], row[7], row[5]);
    }
    fmt::print(stderr, "{} dead jobs{}\n", rows.size(),
               rows.size() == most_listed ? " (only the latest are listed)" : "");
    return 0;
}

int retry_dead_job(const Configuration& configuration, std::int64_t id) {
    const auto rows = run(configuration, sql::jobs::retry_dead_job.number, std::to_string(id));
    if (rows.at(0).at(0) != "t") {
        fmt::print(stderr, "job {} is not dead; gracy-worker jobs dead lists those that are\n", id);
        return 1;
    }
    fmt::print("job {} is queued again\n", id);
    return 0;
}

int retry_dead_jobs(const Configuration& configuration, const std::string& kind) {
    const auto rows = run(configuration, sql::jobs::retry_dead_jobs.number, kind);
    fmt::print("{} jobs of {} are queued again\n", rows.at(0).at(0), kind);
    return 0;
}

int drop_dead_job(const Configuration& configuration, std::int64_t id) {
    const auto rows = run(configuration, sql::jobs::drop_dead_job.number, std::to_string(id));
    if (rows.at(0).at(0).empty()) {
        fmt::print(stderr, "job {} is not dead; gracy-worker jobs dead lists those that are\n", id);
        return 1;
    }
    base::log(base::LogLevel::warning, "jobs: an operator has dropped the dead job {} of {}", id, rows.at(0).at(0));
    return 0;
}

int drop_dead_jobs(const Configuration& configuration, const std::string& kind) {
    const auto rows = run(configuration, sql::jobs::drop_dead_jobs.number, kind);
    base::log(base::LogLevel::warning, "jobs: an operator has dropped {} dead jobs of {}", rows.at(0).at(0), kind);
    return 0;
}

}  // namespace gracy::worker
