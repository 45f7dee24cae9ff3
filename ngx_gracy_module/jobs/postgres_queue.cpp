#include "jobs/postgres_queue.hpp"

#include "base/text.hpp"
#include "gracy/sql/jobs.hpp"
#include "jobs/enqueue.hpp"

namespace gracy::jobs {
namespace {

// What went wrong is for a person who reads a list, not an archive.
constexpr std::size_t max_error_bytes = 2000;

std::string shortened(std::string_view why) {
    return std::string(base::beginning_of(base::storable(why), max_error_bytes));
}

std::int32_t seconds(std::chrono::seconds duration) {
    return static_cast<std::int32_t>(duration.count());
}

}  // namespace

base::Task<std::vector<Job>> PostgresQueue::take(std::string lane, std::vector<std::string> kinds, std::size_t limit,
                                                 std::chrono::seconds lease) {
    const std::vector<std::string_view> names(kinds.begin(), kinds.end());
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::jobs::take_jobs, lane, names, static_cast<std::int32_t>(limit),
                                            seconds(lease), worker_);
    std::vector<Job> jobs;
    jobs.reserve(rows.size());
    for (const auto& row : rows) {
        jobs.push_back({row.id, std::string(row.kind), std::string(row.payload), row.attempts, row.max_attempts});
    }
    co_return jobs;
}

base::Task<bool> PostgresQueue::extend(std::int64_t id, std::chrono::seconds lease) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::jobs::extend_job_lease, id, worker_, seconds(lease));
    co_return rows.front().held;
}

base::Task<bool> PostgresQueue::finish(std::int64_t id) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::jobs::finish_job, id, worker_);
    co_return rows.front().finished;
}

base::Task<std::optional<std::string>> PostgresQueue::fail(std::int64_t id, JobFailure failure) {
    std::optional<double> retry_after;
    if (failure.retry_after) {
        retry_after = std::chrono::duration<double>(*failure.retry_after).count();
    }
    postgres::Client client(database_);
    if (failure.patience) {
        const auto patience = std::chrono::duration<double>(*failure.patience).count();
        const auto states = co_await client.write(sql::jobs::postpone_job, id, worker_, shortened(failure.why),
                                                  retry_after.value_or(0), patience);
        const auto state = states.first();
        co_return state ? std::optional<std::string>(state->state) : std::nullopt;
    }
    const auto rows =
        co_await client.write(sql::jobs::fail_job, id, worker_, shortened(failure.why), retry_after, failure.permanent);
    const auto row = rows.first();
    co_return row ? std::optional<std::string>(row->state) : std::nullopt;
}

base::Task<bool> PostgresQueue::give_back(std::int64_t id) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::jobs::give_back_job, id, worker_);
    co_return rows.front().given_back;
}

base::Task<std::optional<std::int64_t>> PostgresQueue::enqueue(NewJob job) {
    postgres::Client client(database_);
    const auto rows = co_await jobs::enqueue(client, job);
    co_return rows.front().id;
}

base::Task<std::optional<std::int64_t>> PostgresQueue::fire(std::string schedule, base::Timestamp slot, NewJob job) {
    constexpr std::int64_t of_no_team_space = 0;
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::jobs::fire_cron_slot, schedule, of_no_team_space, slot, job.kind,
                                            job.payload, job.lane, job.max_attempts);
    co_return rows.front().job_id;
}

}  // namespace gracy::jobs
