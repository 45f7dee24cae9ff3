// The job table, as those see it who put work in and take it out.
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::jobs {

/// How a job ended that did not succeed.
struct JobFailure {
    std::string why;
    /// Empty: the queue's own exponential delay.
    std::optional<std::chrono::milliseconds> retry_after;
    bool permanent = false;
    /// It could not be tried: the attempt does not count while the job is younger.
    std::optional<std::chrono::seconds> patience{};
};

class Queue {
  public:
    virtual ~Queue() = default;

    /// Leases at most `limit` due jobs of these kinds.
    virtual base::Task<std::vector<Job>> take(std::string lane, std::vector<std::string> kinds, std::size_t limit,
                                              std::chrono::seconds lease) = 0;
    /// Keeps a job for longer; false when it went to another worker.
    virtual base::Task<bool> extend(std::int64_t id, std::chrono::seconds lease) = 0;
    /// False when it had gone to another worker.
    virtual base::Task<bool> finish(std::int64_t id) = 0;
    /// "queued" or "dead"; nothing when it had gone to another worker.
    virtual base::Task<std::optional<std::string>> fail(std::int64_t id, JobFailure failure) = 0;

    /// Puts it back for another worker to take at once; the attempt does not count. False when it had gone to another.
    virtual base::Task<bool> give_back(std::int64_t id) = 0;

    /// The new job's id; nothing when one of the same kind and dedupe key is kept.
    virtual base::Task<std::optional<std::int64_t>> enqueue(NewJob job) = 0;
    /// Claims a slot of a schedule and enqueues its job, both or none. Nothing when somebody claimed it before.
    virtual base::Task<std::optional<std::int64_t>> fire(std::string schedule, base::Timestamp slot, NewJob job) = 0;
};

}  // namespace gracy::jobs
