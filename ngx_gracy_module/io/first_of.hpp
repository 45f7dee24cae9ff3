// `co_await FirstOf(...)`: begins one task, and a second one when the first takes long; whoever succeeds first is
// enough.
#pragma once

#include "io/pump.hpp"

#include <array>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>

namespace gracy::io {

/// The tasks say whether they succeeded by what they return to `succeeded`. The other one is cancelled then: its
/// destruction is its cancellation. Awaiting it returns when one has succeeded or nothing is left to wait for, and
/// throws what a task threw.
class [[nodiscard]] FirstOf {
  public:
    /// Makes one of the tasks. Called at most once each; the tasks may refer to whatever outlives the awaiting.
    using Begin = std::function<base::Task<void>()>;

    /// `succeeded` is asked each time that one of them has ended.
    FirstOf(Reactor& reactor, Begin first, std::chrono::milliseconds delay, Begin second,
            std::function<bool()> succeeded)
        : reactor_(reactor),
          second_(std::move(second)),
          succeeded_(std::move(succeeded)),
          delay_(delay),
          timer_(reactor.timer(AtShutdown::ignores, [this] { begin(1, second_()); })) {
        begin(0, first());
    }
    FirstOf(FirstOf&&) = delete;

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
        timer_->start(delay_);
    }
    void await_resume() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

    /// Whether the second one was begun.
    bool began_second() const noexcept { return pumps_[1] != nullptr; }

  private:
    void begin(std::size_t index, base::Task<void> task) {
        ++running_;
        pumps_[index] = std::make_unique<Pump>(reactor_, std::move(task),
                                               [this](std::exception_ptr failure) { ended(std::move(failure)); });
        pumps_[index]->start();
    }

    void ended(std::exception_ptr failure) {
        --running_;
        if (failure) {
            failure_ = std::move(failure);
        }
        if (waiting_ && (failure_ || running_ == 0 || succeeded_())) {
            timer_->stop();
            runner_->ready(std::exchange(waiting_, nullptr));
        }
    }

    Reactor& reactor_;
    Begin second_;
    std::function<bool()> succeeded_;
    std::chrono::milliseconds delay_;
    std::unique_ptr<Timer> timer_;
    std::array<std::unique_ptr<Pump>, 2> pumps_;
    int running_ = 0;
    std::exception_ptr failure_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

}  // namespace gracy::io
