// Fires the slots of schedules into the queue.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedule.hpp"

#include <memory>
#include <vector>

namespace gracy::jobs {

/// A slot becomes one job however many processes try it and whatever restarts: claiming the slot and enqueuing its job
/// is one statement.
class Scheduler {
  public:
    /// `on_fired`: a job was enqueued; whoever runs jobs should look. Everything referred to must outlive this.
    Scheduler(io::Reactor& reactor, const base::Clock& clock, Queue& queue, std::vector<Schedule> schedules,
              io::Callback on_fired);
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    void start();
    void stop();

  private:
    void look();
    base::Task<void> fire(std::vector<Slots::Due> due);
    void fired(std::exception_ptr failure);

    io::Reactor& reactor_;
    const base::Clock& clock_;
    Queue& queue_;
    Slots slots_;
    io::Callback on_fired_;
    std::unique_ptr<io::Timer> timer_;
    std::unique_ptr<io::Pump> firing_;
    bool running_ = false;
    bool in_trouble_ = false;
};

}  // namespace gracy::jobs
