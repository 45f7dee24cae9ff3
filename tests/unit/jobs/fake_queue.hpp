// A queue in memory that does what the test says, and remembers what it was asked.
#pragma once

#include "io/reactor.hpp"
#include "io/sleep.hpp"
#include "jobs/queue.hpp"

#include <deque>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

class FakeQueue final : public gracy::jobs::Queue {
  public:
    explicit FakeQueue(gracy::io::Reactor& reactor) : reactor_(reactor) {}

    // What the test decides.
    std::deque<gracy::jobs::Job> waiting;
    bool broken = false;                                     // every call throws
    std::set<std::int64_t> gone;                             // leases that went to another worker
    std::set<std::pair<std::string, std::int64_t>> claimed;  // slots, with microseconds of the epoch
    std::chrono::milliseconds delay{0};                      // of every answer

    // What happened.
    std::vector<std::int64_t> finished;
    std::map<std::int64_t, gracy::jobs::JobFailure> failed;
    std::set<std::int64_t> given_back;
    std::vector<std::size_t> limits;
    std::vector<gracy::jobs::NewJob> enqueued;
    int extensions = 0;

    gracy::jobs::Job& add(std::int64_t id, std::string kind) {
        waiting.push_back({id, std::move(kind), "{}", 1, 5});
        return waiting.back();
    }

    gracy::base::Task<std::vector<gracy::jobs::Job>> take(std::string, std::vector<std::string>, std::size_t limit,
                                                          std::chrono::seconds) override {
        co_await answer();
        limits.push_back(limit);
        std::vector<gracy::jobs::Job> taken;
        while (!waiting.empty() && taken.size() < limit) {
            taken.push_back(std::move(waiting.front()));
            waiting.pop_front();
        }
        co_return taken;
    }
    gracy::base::Task<bool> extend(std::int64_t id, std::chrono::seconds) override {
        co_await answer();
        ++extensions;
        co_return !gone.contains(id);
    }
    gracy::base::Task<bool> finish(std::int64_t id) override {
        co_await answer();
        finished.push_back(id);
        co_return !gone.contains(id);
    }
    gracy::base::Task<std::optional<std::string>> fail(std::int64_t id, gracy::jobs::JobFailure failure) override {
        co_await answer();
        const bool dead = failure.permanent;
        failed.emplace(id, std::move(failure));
        co_return gone.contains(id) ? std::nullopt : std::optional<std::string>(dead ? "dead" : "queued");
    }
    gracy::base::Task<bool> give_back(std::int64_t id) override {
        co_await answer();
        given_back.insert(id);
        co_return !gone.contains(id);
    }
    gracy::base::Task<std::optional<std::int64_t>> enqueue(gracy::jobs::NewJob job) override {
        co_await answer();
        enqueued.push_back(std::move(job));
        co_return static_cast<std::int64_t>(enqueued.size());
    }
    gracy::base::Task<std::optional<std::int64_t>> fire(std::string schedule, gracy::base::Timestamp slot,
                                                        gracy::jobs::NewJob job) override {
        co_await answer();
        if (!claimed.emplace(schedule, slot.time_since_epoch().count()).second) {
            co_return std::nullopt;
        }
        enqueued.push_back(std::move(job));
        co_return static_cast<std::int64_t>(enqueued.size());
    }

  private:
    gracy::base::Task<void> answer() {
        co_await gracy::io::Sleep(reactor_, delay);
        if (broken) {
            throw std::runtime_error("the database is away");
        }
    }

    gracy::io::Reactor& reactor_;
};
