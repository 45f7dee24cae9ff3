#include "jobs/scheduler.hpp"

#include "base/log.hpp"
#include "jobs/failure.hpp"

#include <algorithm>

namespace gracy::jobs {

namespace {
// The wall clock may be set while we sleep by another one, so it is looked at once a second.
constexpr std::chrono::milliseconds longest_sleep{1000};
}  // namespace

Scheduler::Scheduler(io::Reactor& reactor, const base::Clock& clock, Queue& queue, std::vector<Schedule> schedules,
                     io::Callback on_fired)
    : reactor_(reactor),
      clock_(clock),
      queue_(queue),
      slots_(std::move(schedules)),
      on_fired_(std::move(on_fired)),
      timer_(reactor.timer(io::AtShutdown::ignores, [this] { look(); })) {}

void Scheduler::start() {
    running_ = true;
    timer_->start(std::chrono::milliseconds(0));
}

void Scheduler::stop() {
    running_ = false;
    timer_->stop();
}

void Scheduler::look() {
    if (firing_) {
        return;
    }
    const base::Timestamp now = clock_.now();
    std::vector<Slots::Due> due = slots_.due(now);
    if (due.empty()) {
        timer_->start(std::min(slots_.until_next(now), longest_sleep));
        return;
    }
    firing_ = std::make_unique<io::Pump>(reactor_, fire(std::move(due)),
                                         [this](std::exception_ptr failure) { fired(failure); });
    firing_->start();
}

base::Task<void> Scheduler::fire(std::vector<Slots::Due> due) {
    for (const Slots::Due& slot : due) {
        const Schedule& schedule = slots_.schedule(slot.schedule);
        const std::optional<std::int64_t> job = co_await queue_.fire(schedule.name, slot.slot, schedule.job);
        slots_.settle(slot);
        if (job) {
            base::log(base::LogLevel::debug, "schedule {}: job {}", schedule.name, *job);
            on_fired_();
        }
    }
}

void Scheduler::fired(std::exception_ptr failure) {
    firing_.reset();
    if (failure && !std::exchange(in_trouble_, true)) {
        base::log(base::LogLevel::warning, "slots cannot be fired: {}", what(failure));
    } else if (!failure && std::exchange(in_trouble_, false)) {
        base::log_line(base::LogLevel::info, "slots can be fired again");
    }
    if (running_) {
        timer_->start(failure ? longest_sleep : std::chrono::milliseconds(0));
    }
}

}  // namespace gracy::jobs
