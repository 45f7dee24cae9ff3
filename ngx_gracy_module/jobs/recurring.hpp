// A task that runs again and again, one at a time: when it is woken, and after a pause in any case; a few seconds after
// a failure, however long its pause is, and twice as long after each further one.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace gracy::jobs {

class Recurring {
  public:
    /// Returns whether there is more to do at once.
    using Body = std::function<base::Task<bool>()>;

    /// `limit`: after which a run is cancelled, which is a failure. A run holds a shutdown. Everything referred to must
    /// outlive this.
    Recurring(io::Reactor& reactor, std::string name, std::chrono::milliseconds pause, std::chrono::milliseconds limit,
              Body body);
    Recurring(const Recurring&) = delete;
    Recurring& operator=(const Recurring&) = delete;

    void start();
    void wake();
    /// Lets the run that is going on end, and begins no other.
    void stop();

  private:
    void look();
    base::Task<void> run();
    void ran(std::exception_ptr failure);
    void failed(const std::string& why);
    void rest();

    io::Reactor& reactor_;
    const std::string name_;
    const std::chrono::milliseconds pause_;
    const std::chrono::milliseconds limit_;
    const Body body_;
    std::unique_ptr<io::Timer> pause_timer_;
    std::unique_ptr<io::Timer> limit_timer_;
    std::unique_ptr<io::Deferred> look_soon_;
    std::unique_ptr<io::Pump> running_;
    bool again_ = false;
    bool stopped_ = true;
    /// In a row.
    unsigned failures_ = 0;
};

}  // namespace gracy::jobs
