// A queue that counts what goes through it.
#pragma once

#include "jobs/counts.hpp"
#include "jobs/queue.hpp"

namespace gracy::jobs {

/// Everything referred to must outlive this.
class CountingQueue final : public Queue {
  public:
    CountingQueue(Queue& queue, Counts& counts) : queue_(queue), counts_(counts) {}

    base::Task<std::vector<Job>> take(std::string lane, std::vector<std::string> kinds, std::size_t limit,
                                      std::chrono::seconds lease) override;
    base::Task<bool> extend(std::int64_t id, std::chrono::seconds lease) override;
    base::Task<bool> finish(std::int64_t id) override;
    base::Task<std::optional<std::string>> fail(std::int64_t id, JobFailure failure) override;
    base::Task<bool> give_back(std::int64_t id) override;
    base::Task<std::optional<std::int64_t>> enqueue(NewJob job) override;
    base::Task<std::optional<std::int64_t>> fire(std::string schedule, base::Timestamp slot, NewJob job) override;

  private:
    template <class Result>
    base::Task<Result> noted(const char* what, base::Task<Result> call);
    /// Of the job that has ended, and no other.
    Counts::Runs& runs_of(std::int64_t id);

    Queue& queue_;
    Counts& counts_;
    /// Kinds of the jobs that were taken and have not ended.
    std::map<std::int64_t, std::string> taken_;
};

}  // namespace gracy::jobs
