#include "jobs/schedule.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace gracy::jobs {

Schedule every(std::chrono::seconds pause, std::string kind, std::string lane, std::int32_t attempts) {
    NewJob job;
    job.kind = kind;
    job.lane = std::move(lane);
    job.max_attempts = attempts;
    return {std::move(kind), pause, pause, std::move(job)};
}

base::Timestamp last_slot(const Schedule& schedule, base::Timestamp now) {
    const auto since_epoch = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
    return base::Timestamp(since_epoch - since_epoch % schedule.every);
}

Slots::Slots(std::vector<Schedule> schedules) : schedules_(std::move(schedules)), settled_(schedules_.size()) {
    for (const Schedule& schedule : schedules_) {
        if (schedule.every < std::chrono::seconds(1)) {
            throw std::logic_error("the schedule " + schedule.name + " has no period");
        }
    }
}

std::vector<Slots::Due> Slots::due(base::Timestamp now) const {
    std::vector<Due> due;
    for (std::size_t i = 0; i < schedules_.size(); ++i) {
        const base::Timestamp slot = last_slot(schedules_[i], now);
        // What was settled later than now was settled by a clock that has been set back: believed, nothing would be due
        // until it has caught up. Slots that fired already are refused by who keeps them.
        const bool settled = settled_[i] && slot <= *settled_[i] && *settled_[i] <= now;
        if (!settled && now - slot <= schedules_[i].catch_up) {
            due.push_back({i, slot});
        }
    }
    return due;
}

void Slots::settle(const Due& due) {
    settled_[due.schedule] = due.slot;
}

std::chrono::milliseconds Slots::until_next(base::Timestamp now) const {
    std::chrono::microseconds wait = std::chrono::hours(1);
    for (const Schedule& schedule : schedules_) {
        wait = std::min<std::chrono::microseconds>(wait, last_slot(schedule, now) + schedule.every - now);
    }
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(wait), std::chrono::milliseconds(1));
}

}  // namespace gracy::jobs
