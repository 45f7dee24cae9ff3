// Runs the jobs of one lane: takes as many as it may run at a time, keeps their leases, settles how they ended.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace gracy::jobs {

struct LaneSettings {
    std::string lane;
    std::size_t concurrency = 8;
    /// A job that shows no sign of life for this long goes to another worker. Renewed every third of it.
    std::chrono::seconds lease{60};
    /// How often the queue is looked at without being woken.
    std::chrono::milliseconds poll{1000};
};

class LaneRunner {
  public:
    /// Everything referred to must outlive the runner.
    LaneRunner(io::Reactor& reactor, Queue& queue, const Kinds& kinds, LaneSettings settings);
    ~LaneRunner();
    LaneRunner(const LaneRunner&) = delete;
    LaneRunner& operator=(const LaneRunner&) = delete;

    /// From now on, also after `stop`.
    void start();
    /// There may be something to do: look now.
    void wake();
    /// Takes nothing more. What runs goes on, and its timers hold the loop's shutdown.
    void stop();
    /// Cancels what runs and puts it back into the queue, for another worker to take at once.
    void give_back();

    const std::string& lane() const { return settings_.lane; }
    std::size_t running() const { return running_.size(); }

  private:
    class Running;

    void look();
    base::Task<void> take(std::size_t limit);
    void taken(std::exception_ptr failure);
    void ended(Running* job);

    io::Reactor& reactor_;
    Queue& queue_;
    const Kinds& kinds_;
    const LaneSettings settings_;
    const std::vector<std::string> names_;
    std::list<std::unique_ptr<Running>> running_;
    std::unique_ptr<io::Timer> poll_timer_;
    std::unique_ptr<io::Timer> taking_limit_;
    std::unique_ptr<io::Deferred> look_soon_;
    std::unique_ptr<io::Pump> taking_;
    std::vector<Job> taken_;
    bool look_again_ = false;
    bool stopped_ = true;
    bool giving_back_ = false;
    bool in_trouble_ = false;
};

}  // namespace gracy::jobs
