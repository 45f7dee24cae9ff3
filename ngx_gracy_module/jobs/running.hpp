// One job between being taken and being settled. Only lane_runner.cpp includes this.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"
#include "jobs/lane_runner.hpp"

#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace gracy::jobs {

class LaneRunner::Running {
  public:
    /// Told once, at the very end; destroys this.
    using Ended = std::function<void(Running*)>;

    Running(io::Reactor& reactor, Queue& queue, const Kind& kind, Job job, std::chrono::seconds lease, Ended ended);
    Running(const Running&) = delete;
    ~Running();

    void start();
    /// Cancels the work and puts the job back, as if this attempt had not been.
    void give_back();

  private:
    struct Done {};
    struct GivenBack {};
    using End = std::variant<Done, JobFailure, GivenBack>;

    void worked(std::exception_ptr failure);
    void expire();
    void settle(End end);
    base::Task<void> write_end(End end);
    base::Task<void> write(Done, std::chrono::milliseconds took);
    base::Task<void> write(JobFailure failure, std::chrono::milliseconds took);
    base::Task<void> write(GivenBack, std::chrono::milliseconds took);
    void beat();
    base::Task<void> extend();
    void extended(std::exception_ptr failure);
    void abandon(const std::string& why);
    void leave();

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
