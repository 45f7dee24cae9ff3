// One job between being taken and being settled. Only lane_runner.cpp includes this.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"
#include "jobs/lane_runner.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gracy::jobs {

class LaneRunner::Running {
  public:
    /// Told once, at the very end; destroys this.
    using Ended = std::function<void(Running*)>;

    Running(io::Reactor& reactor, Queue& queue, const Kind& kind, Job job, std::chrono::seconds lease, Ended ended);
    Running(const Running&) = delete;
    ~Running();

    void start();
    /// Cancels the work and puts the job back.
    void give_back();

  private:
    void worked(std::exception_ptr failure);
    void expire();
    void settle(std::optional<JobFailure> failure);
    base::Task<void> write_end(std::optional<JobFailure> failure);
    void beat();
    base::Task<void> extend();
    void extended(std::exception_ptr failure);
    void abandon(const std::string& why);
    void end();

    io::Reactor& reactor_;
    Queue& queue_;
    const Kind& kind_;
    const Job job_;
    const std::chrono::seconds lease_;
    Ended ended_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point leased_until_;
    // Runs as long as the job does, and holds a shutdown: first the kind's deadline, then the time to settle.
    std::unique_ptr<io::Timer> deadline_;
    std::unique_ptr<io::Timer> heartbeat_;
    std::unique_ptr<io::Pump> work_;
    std::unique_ptr<io::Pump> extending_;
    std::unique_ptr<io::Pump> settling_;
    std::unique_ptr<io::Deferred> end_soon_;
    bool held_ = true;
};

}  // namespace gracy::jobs
