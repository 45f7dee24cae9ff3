// A loop that a test turns by hand: real descriptors, and time that stands still unless it is asked to flow.
#pragma once

#include "io/reactor.hpp"

#include <cstddef>
#include <memory>

namespace gracy::io {

class ManualReactor final : public Reactor {
  public:
    enum class Time : unsigned char {
        manual,  // moves only by `advance`
        real,    // the steady clock
    };

    explicit ManualReactor(Time time = Time::manual);
    ~ManualReactor() override;
    ManualReactor(const ManualReactor&) = delete;
    ManualReactor& operator=(const ManualReactor&) = delete;

    std::unique_ptr<Watch> watch(int descriptor, std::move_only_function<void(Interest ready)> on_ready) override;
    std::unique_ptr<Timer> timer(AtShutdown at_shutdown, Callback on_fire) override;
    std::unique_ptr<Deferred> deferred(Callback work) override;
    std::chrono::steady_clock::time_point now() const override;

    /// One turn: waits for a descriptor at most `wait` (not at all when other work is due), tells the watches, fires
    /// the timers that are due, then runs deferred work until none is left, including what it schedules itself.
    /// Returns how many callbacks ran.
    std::size_t turn(std::chrono::milliseconds wait = std::chrono::milliseconds(0));

    /// Lets `by` pass, stopping at every timer on the way, with a turn at each. With real time it waits that long.
    void advance(std::chrono::milliseconds by);

    /// Turns until `condition()` holds; false when it does not within `limit` of the wall clock. Manual time stands
    /// still meanwhile.
    template <class Condition>
    bool run_until(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(5)) {
        const auto give_up = std::chrono::steady_clock::now() + limit;
        while (!condition()) {
            if (std::chrono::steady_clock::now() >= give_up) {
                return false;
            }
            turn(std::chrono::milliseconds(10));
        }
        return true;
    }

    /// Timers that are running.
    std::size_t timers() const;
    /// Whether a running timer keeps a stopping process alive.
    bool holds_shutdown() const;
    /// Live watches, wanted or not.
    std::size_t watches() const;

  private:
    struct Loop;
    class WatchHandle;
    class TimerHandle;
    class DeferredHandle;

    // Shared with the handles, which may outlive the reactor.
    std::shared_ptr<Loop> loop_;
};

}  // namespace gracy::io
