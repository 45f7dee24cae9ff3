// `const auto turn = co_await mutex.lock();`: coroutines of one loop go through one after another.
#pragma once

#include "base/task.hpp"
#include "io/condition.hpp"

#include <utility>

namespace gracy::io {

/// In no particular order. One that is cancelled while it waits, or while it has its turn, is passed over.
class Mutex {
  public:
    class [[nodiscard]] Lock {
      public:
        explicit Lock(Mutex& mutex) : mutex_(&mutex) {}
        Lock(Lock&& other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
        Lock& operator=(Lock&&) = delete;
        ~Lock() {
            if (mutex_ != nullptr) {
                mutex_->held_ = false;
                // All of them: the one that is told may be cancelled before it can go on.
                mutex_->freed_.notify_all();
            }
        }

      private:
        Mutex* mutex_;
    };

    explicit Mutex(Reactor& reactor) : freed_(reactor) {}

    base::Task<Lock> lock() {
        while (held_) {
            co_await freed_.wait();
        }
        held_ = true;
        co_return Lock(*this);
    }

  private:
    Condition freed_;
    bool held_ = false;
};

}  // namespace gracy::io
