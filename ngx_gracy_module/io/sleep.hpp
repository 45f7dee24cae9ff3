// `co_await Sleep(reactor, delay)`: waits without blocking the loop.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"

namespace gracy::io {

class [[nodiscard]] Sleep {
  public:
    Sleep(Reactor& reactor, std::chrono::milliseconds delay, AtShutdown at_shutdown = AtShutdown::ignores)
        : delay_(delay), timer_(reactor.timer(at_shutdown, [this] { runner_->ready(waiting_); })) {}
    Sleep(Sleep&&) = delete;

    bool await_ready() const noexcept { return delay_.count() <= 0; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
        timer_->start(delay_);
    }
    void await_resume() const noexcept {}

  private:
    std::chrono::milliseconds delay_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
    std::unique_ptr<Timer> timer_;
};

}  // namespace gracy::io
