// The queue in PostgreSQL.
#pragma once

#include "jobs/queue.hpp"
#include "postgres/client.hpp"

#include <string>

namespace gracy::jobs {

/// Every method throws postgres::Error. Tasks must not outlive the queue.
class PostgresQueue final : public Queue {
  public:
    /// `worker` holds the leases: unique among all processes, and not used again by a later one.
    PostgresQueue(postgres::Database& database, std::string worker) : database_(database), worker_(std::move(worker)) {}

    base::Task<std::vector<Job>> take(std::string lane, std::vector<std::string> kinds, std::size_t limit,
                                      std::chrono::seconds lease) override;
    base::Task<bool> extend(std::int64_t id, std::chrono::seconds lease) override;
    base::Task<bool> finish(std::int64_t id) override;
    base::Task<std::optional<std::string>> fail(std::int64_t id, JobFailure failure) override;
    base::Task<bool> give_back(std::int64_t id) override;
    base::Task<std::optional<std::int64_t>> enqueue(NewJob job) override;
    base::Task<std::optional<std::int64_t>> fire(std::string schedule, base::Timestamp slot, NewJob job) override;

  private:
    postgres::Database& database_;
    std::string worker_;
};

}  // namespace gracy::jobs
