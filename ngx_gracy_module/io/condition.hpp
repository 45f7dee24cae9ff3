// Coroutines that wait for something to have happened: a reply, a free connection, a primary.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"

#include <chrono>
#include <list>
#include <memory>
#include <optional>

namespace gracy::io {

using Deadline = std::chrono::steady_clock::time_point;

/// Who waits is resumed once per wait: by a notification, or at its deadline. A condition may be destroyed under its
/// waiters, who then wait for their deadline.
class Condition {
  public:
    class [[nodiscard]] Wait {
      public:
        Wait(Condition& condition, std::optional<Deadline> deadline);
        Wait(Wait&&) = delete;
        ~Wait();

        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) {
            runner_ = waiting.promise().runner;
            waiting_ = waiting;
            begin();
        }
        /// False: the deadline passed first.
        bool await_resume() const noexcept { return notified_; }

      private:
        friend class Condition;
        void begin();
        void end(bool notified) noexcept;

        Condition* condition_;
        std::optional<Deadline> deadline_;
        base::Runner* runner_ = nullptr;
        std::coroutine_handle<> waiting_;
        std::unique_ptr<Timer> timer_;
        std::list<Wait*>::iterator place_;
        bool listed_ = false;
        bool notified_ = false;
    };

    explicit Condition(Reactor& reactor) : reactor_(reactor) {}
    Condition(const Condition&) = delete;
    Condition& operator=(const Condition&) = delete;
    ~Condition();

    Wait wait() { return Wait(*this, std::nullopt); }
    Wait until(Deadline deadline) { return Wait(*this, deadline); }
    void notify_one() noexcept;
    void notify_all() noexcept;
    bool awaited() const { return !waits_.empty(); }

  private:
    Reactor& reactor_;
    std::list<Wait*> waits_;
};

/// What is left until the deadline, rounded up: a timer that fires early would wait again for nothing.
std::chrono::milliseconds left_until(Reactor& reactor, Deadline deadline);

}  // namespace gracy::io
