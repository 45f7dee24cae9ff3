#include "jobs/counting_queue.hpp"

namespace gracy::jobs {

template <class Result>
base::Task<Result> CountingQueue::noted(const char* what, base::Task<Result> call) {
    try {
        co_return co_await std::move(call);
    } catch (...) {
        ++counts_.trouble[what];
        throw;
    }
}

Counts::Runs& CountingQueue::runs_of(std::int64_t id) {
    const auto found = taken_.find(id);
    std::string kind = found == taken_.end() ? "unknown" : std::move(found->second);
    if (found != taken_.end()) {
        taken_.erase(found);
    }
    return counts_.runs[std::move(kind)];
}

base::Task<std::vector<Job>> CountingQueue::take(std::string lane, std::vector<std::string> kinds, std::size_t limit,
                                                 std::chrono::seconds lease) {
    auto call = queue_.take(std::move(lane), std::move(kinds), limit, lease);
    std::vector<Job> jobs = co_await noted("take", std::move(call));
    for (const Job& job : jobs) {
        taken_[job.id] = job.kind;
    }
    co_return jobs;
}

base::Task<bool> CountingQueue::extend(std::int64_t id, std::chrono::seconds lease) {
    const bool ours = co_await noted("extend", queue_.extend(id, lease));
    if (!ours) {
        ++runs_of(id).lost;
    }
    co_return ours;
}

base::Task<bool> CountingQueue::finish(std::int64_t id) {
    const bool ours = co_await noted("finish", queue_.finish(id));
    Counts::Runs& runs = runs_of(id);
    ++(ours ? runs.done : runs.lost);
    co_return ours;
}

base::Task<std::optional<std::string>> CountingQueue::fail(std::int64_t id, JobFailure failure) {
    const std::optional<std::string> state = co_await noted("fail", queue_.fail(id, std::move(failure)));
    Counts::Runs& runs = runs_of(id);
    ++(!state ? runs.lost : *state == "dead" ? runs.dead : runs.failed);
    co_return state;
}

base::Task<bool> CountingQueue::give_back(std::int64_t id) {
    const bool ours = co_await noted("give_back", queue_.give_back(id));
    Counts::Runs& runs = runs_of(id);
    ++(ours ? runs.given_back : runs.lost);
    co_return ours;
}

base::Task<std::optional<std::int64_t>> CountingQueue::enqueue(NewJob job) {
    co_return co_await noted("enqueue", queue_.enqueue(std::move(job)));
}

base::Task<std::optional<std::int64_t>> CountingQueue::fire(std::string schedule, base::Timestamp slot, NewJob job) {
    const std::optional<std::int64_t> fired = co_await noted("fire", queue_.fire(schedule, slot, std::move(job)));
    if (fired) {
        ++counts_.slots_fired[schedule];
    }
    co_return fired;
}

}  // namespace gracy::jobs
