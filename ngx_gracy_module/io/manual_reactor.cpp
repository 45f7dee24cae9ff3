#include "io/manual_reactor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <optional>
#include <system_error>
#include <vector>

namespace gracy::io {

using Instant = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

// A callback may destroy its own handle, so each state is shared: the loop keeps it alive while its callback runs.
struct ManualReactor::Loop {
    struct WatchState {
        std::move_only_function<void(Interest)> on_ready;
        int descriptor;
        Interest wanted = Interest::none;
        bool alive = true;
    };
    struct TimerState {
        Callback on_fire;
        AtShutdown at_shutdown;
        std::optional<Instant> due;
        std::uint64_t started = 0;  // which start of the loop's timers this was: equal times fire in that order
        bool alive = true;
    };
    struct DeferredState {
        Callback work;
        bool scheduled = false;
        bool alive = true;
    };

    explicit Loop(Time source) : time(source) {}

    Instant now() const { return time == Time::real ? std::chrono::steady_clock::now() : manual_now; }

    std::optional<Instant> next_due() const {
        std::optional<Instant> next;
        for (const auto& timer : timers) {
            if (timer->due && (!next || *timer->due < *next)) {
                next = timer->due;
            }
        }
        return next;
    }

    std::size_t dispatch_watches(milliseconds wait);
    std::size_t fire_timers();
    std::size_t run_deferred();

    Time time;
    Instant manual_now{};
    std::uint64_t starts = 0;
    std::vector<std::shared_ptr<WatchState>> watches;
    std::vector<std::shared_ptr<TimerState>> timers;
    std::deque<std::shared_ptr<DeferredState>> scheduled;
};

std::size_t ManualReactor::Loop::dispatch_watches(milliseconds wait) {
    std::vector<std::shared_ptr<WatchState>> polled;
    std::vector<pollfd> descriptors;
    for (const auto& watch : watches) {
        if (watch->wanted != Interest::none) {
            const int read = has(watch->wanted, Interest::read) ? POLLIN : 0;
            const int write = has(watch->wanted, Interest::write) ? POLLOUT : 0;
            descriptors.push_back({watch->descriptor, static_cast<short>(read | write), 0});
            polled.push_back(watch);
        }
    }
    int ready = 0;
    do {
        ready = poll(descriptors.data(), descriptors.size(), static_cast<int>(wait.count()));
    } while (ready < 0 && errno == EINTR);
    if (ready < 0) {
        throw std::system_error(errno, std::generic_category(), "poll");
    }
    std::size_t ran = 0;
    for (std::size_t i = 0; i < polled.size(); ++i) {
        const short events = descriptors[i].revents;
        const bool broken = (events & (POLLERR | POLLHUP | POLLNVAL)) != 0;
        const bool read = (events & POLLIN) != 0 || broken;
        const bool write = (events & POLLOUT) != 0 || broken;
        // What is wanted may have changed since the poll, by an earlier callback of this turn.
        const auto found =
            static_cast<Interest>(((read ? 1 : 0) | (write ? 2 : 0)) & static_cast<int>(polled[i]->wanted));
        if (polled[i]->alive && found != Interest::none) {
            polled[i]->on_ready(found);
            ++ran;
        }
    }
    return ran;
}

std::size_t ManualReactor::Loop::fire_timers() {
    // Only those due now: a timer that its own callback starts again waits for the next turn.
    const Instant moment = now();
    std::vector<std::pair<std::uint64_t, std::shared_ptr<TimerState>>> due;
    for (const auto& timer : timers) {
        if (timer->due && *timer->due <= moment) {
            due.emplace_back(timer->started, timer);
        }
    }
    std::ranges::sort(due, [](const auto& left, const auto& right) {
        return std::tie(*left.second->due, left.first) < std::tie(*right.second->due, right.first);
    });
    std::size_t ran = 0;
    for (const auto& [started, timer] : due) {
        if (timer->alive && timer->due && timer->started == started) {
            timer->due.reset();
            timer->on_fire();
            ++ran;
        }
    }
    return ran;
}

std::size_t ManualReactor::Loop::run_deferred() {
    std::size_t ran = 0;
    while (!scheduled.empty()) {
        const std::shared_ptr<DeferredState> next = std::move(scheduled.front());
        scheduled.pop_front();
        next->scheduled = false;
        if (next->alive) {
            next->work();
            ++ran;
        }
    }
    return ran;
}

class ManualReactor::WatchHandle final : public Watch {
  public:
    WatchHandle(std::shared_ptr<Loop> loop, std::shared_ptr<Loop::WatchState> state)
        : loop_(std::move(loop)), state_(std::move(state)) {}
    WatchHandle(const WatchHandle&) = delete;
    ~WatchHandle() override {
        state_->alive = false;
        close(state_->descriptor);
        std::erase(loop_->watches, state_);
    }
    void want(Interest interest) override { state_->wanted = interest; }

  private:
    std::shared_ptr<Loop> loop_;
    std::shared_ptr<Loop::WatchState> state_;
};

class ManualReactor::TimerHandle final : public Timer {
  public:
    TimerHandle(std::shared_ptr<Loop> loop, std::shared_ptr<Loop::TimerState> state)
        : loop_(std::move(loop)), state_(std::move(state)) {}
    TimerHandle(const TimerHandle&) = delete;
    ~TimerHandle() override {
        state_->alive = false;
        std::erase(loop_->timers, state_);
    }
    void start(milliseconds delay) override {
        state_->due = loop_->now() + delay;
        state_->started = ++loop_->starts;
    }
    void stop() override { state_->due.reset(); }

  private:
    std::shared_ptr<Loop> loop_;
    std::shared_ptr<Loop::TimerState> state_;
};

class ManualReactor::DeferredHandle final : public Deferred {
  public:
    DeferredHandle(std::shared_ptr<Loop> loop, std::shared_ptr<Loop::DeferredState> state)
        : loop_(std::move(loop)), state_(std::move(state)) {}
    DeferredHandle(const DeferredHandle&) = delete;
    ~DeferredHandle() override { state_->alive = false; }
    void schedule() override {
        if (!state_->scheduled) {
            state_->scheduled = true;
            loop_->scheduled.push_back(state_);
        }
    }

  private:
    std::shared_ptr<Loop> loop_;
    std::shared_ptr<Loop::DeferredState> state_;
};

ManualReactor::ManualReactor(Time time) : loop_(std::make_shared<Loop>(time)) {}

ManualReactor::~ManualReactor() = default;

std::unique_ptr<Watch> ManualReactor::watch(int descriptor, std::move_only_function<void(Interest)> on_ready) {
    const int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0) {
        throw std::system_error(errno, std::generic_category(), "duplicating a descriptor to watch");
    }
    auto state = std::make_shared<Loop::WatchState>(std::move(on_ready), own);
    loop_->watches.push_back(state);
    return std::make_unique<WatchHandle>(loop_, std::move(state));
}

std::unique_ptr<Timer> ManualReactor::timer(AtShutdown at_shutdown, Callback on_fire) {
    auto state = std::make_shared<Loop::TimerState>(std::move(on_fire), at_shutdown);
    loop_->timers.push_back(state);
    return std::make_unique<TimerHandle>(loop_, std::move(state));
}

std::unique_ptr<Deferred> ManualReactor::deferred(Callback work) {
    return std::make_unique<DeferredHandle>(loop_, std::make_shared<Loop::DeferredState>(std::move(work)));
}

Instant ManualReactor::now() const {
    return loop_->now();
}

std::size_t ManualReactor::turn(milliseconds wait) {
    const std::shared_ptr<Loop> loop = loop_;
    if (!loop->scheduled.empty()) {
        wait = milliseconds(0);
    } else if (const std::optional<Instant> due = loop->next_due()) {
        const auto left = std::chrono::ceil<milliseconds>(*due - loop->now());
        if (loop->time == Time::real || left.count() <= 0) {
            wait = std::clamp(left, milliseconds(0), wait);
        }
    }
    std::size_t ran = loop->dispatch_watches(wait);
    ran += loop->fire_timers();
    ran += loop->run_deferred();
    return ran;
}

void ManualReactor::advance(milliseconds by) {
    const Instant target = now() + by;
    turn();
    if (loop_->time == Time::real) {
        while (now() < target) {
            turn(std::chrono::ceil<milliseconds>(target - now()));
        }
        return;
    }
    for (auto due = loop_->next_due(); due && *due <= target; due = loop_->next_due()) {
        loop_->manual_now = std::max(loop_->manual_now, *due);
        turn();
    }
    loop_->manual_now = target;
    turn();
}

std::size_t ManualReactor::timers() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(loop_->timers, [](const auto& timer) { return timer->due.has_value(); }));
}

bool ManualReactor::holds_shutdown() const {
    return std::ranges::any_of(loop_->timers, [](const auto& timer) {
        return timer->due.has_value() && timer->at_shutdown == AtShutdown::waits;
    });
}

std::size_t ManualReactor::watches() const {
    return loop_->watches.size();
}

}  // namespace gracy::io
