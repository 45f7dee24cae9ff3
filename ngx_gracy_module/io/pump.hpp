// Drives one chain of tasks from the loop: a request's handler, a job, a connection attempt.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"

#include <exception>
#include <functional>

namespace gracy::io {

/// Owns a task and is the only one to resume it, always from the reactor's deferred work. Destroying the pump while
/// the task is suspended cancels it: every awaiter's destructor undoes its registration.
class Pump final : public base::Runner {
  public:
    /// Told once, at the end; null when the task returned normally. It may destroy the pump.
    using Done = std::move_only_function<void(std::exception_ptr)>;

    Pump(Reactor& reactor, base::Task<void> root, Done done);
    Pump(const Pump&) = delete;
    Pump& operator=(const Pump&) = delete;
    ~Pump();

    /// Begins to run the task later in this turn of the loop.
    void start() noexcept;

    void ready(std::coroutine_handle<> waiting) noexcept override;

    /// True while the task's code is on the stack: the pump must not be destroyed then.
    bool running() const noexcept { return running_; }

  private:
    void step();

    base::Task<void> root_;
    Done done_;
    std::unique_ptr<Deferred> deferred_;
    std::coroutine_handle<> next_;
    bool running_ = false;
};

}  // namespace gracy::io
