// The event loop as the rest of the program sees it. nginx, libuv and the tests each implement it.
//
// A callback may destroy the very watch, timer or deferred work that calls it, and any other; an implementation
// touches nothing of it afterwards.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace gracy::io {

using Callback = std::move_only_function<void()>;

enum class Interest : unsigned char { none = 0, read = 1, write = 2, read_write = 3 };

constexpr bool has(Interest set, Interest wanted) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(wanted)) != 0;
}

/// Readiness of one descriptor. Destroying it stops the notifications.
class Watch {
  public:
    virtual ~Watch() = default;
    /// Replaces what is watched for. Level-triggered: a condition that persists is reported again.
    virtual void want(Interest interest) = 0;
};

/// Fires once for every `start`. Destroying it stops it.
class Timer {
  public:
    virtual ~Timer() = default;
    /// (Re)starts the timer.
    virtual void start(std::chrono::milliseconds delay) = 0;
    virtual void stop() = 0;
};

/// A piece of work for the end of this turn of the loop. Scheduling twice before it runs runs it once.
class Deferred {
  public:
    virtual ~Deferred() = default;
    virtual void schedule() = 0;
};

/// Whether a running timer keeps a process that was asked to stop alive until it fires.
enum class AtShutdown : unsigned char { waits, ignores };

class Reactor {
  public:
    virtual ~Reactor() = default;

    /// Watches a duplicate of `descriptor`, so that its owner may close it at any time: libpq replaces and closes its
    /// socket without telling. Throws std::system_error.
    virtual std::unique_ptr<Watch> watch(int descriptor, std::move_only_function<void(Interest ready)> on_ready) = 0;
    virtual std::unique_ptr<Timer> timer(AtShutdown at_shutdown, Callback on_fire) = 0;
    virtual std::unique_ptr<Deferred> deferred(Callback work) = 0;
    virtual std::chrono::steady_clock::time_point now() const = 0;
};

}  // namespace gracy::io
