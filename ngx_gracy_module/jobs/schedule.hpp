// When something is to be done again and again, and which of those times are due.
#pragma once

#include "base/clock.hpp"
#include "jobs/job.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gracy::jobs {

/// Slots at every multiple of `every` since the Unix epoch, in UTC: the same in every process, whenever it started.
struct Schedule {
    std::string name;
    std::chrono::seconds every;
    /// How late a slot may still fire. One that everybody slept through is made up for within this time; of several
    /// only the last.
    std::chrono::seconds catch_up;
    NewJob job;
};

/// A job of that kind at each multiple of `pause`; a slot that everybody slept through is made up for until the next.
Schedule every(std::chrono::seconds pause, std::string kind, std::string lane, std::int32_t attempts = 3);

/// The last slot at or before `now`.
base::Timestamp last_slot(const Schedule& schedule, base::Timestamp now);

/// What one process knows of the slots of its schedules: which are due, and which it has dealt with.
class Slots {
  public:
    explicit Slots(std::vector<Schedule> schedules);

    struct Due {
        std::size_t schedule;
        base::Timestamp slot;
    };
    /// Slots that have come and were neither dealt with nor missed for too long. After the clock was set back also some
    /// that fired before: each must be claimed where all processes look.
    std::vector<Due> due(base::Timestamp now) const;

    /// Somebody fired it, we or another process.
    void settle(const Due& due);

    /// Until the next slot of any schedule: never zero, at most an hour.
    std::chrono::milliseconds until_next(base::Timestamp now) const;

    const Schedule& schedule(std::size_t index) const { return schedules_[index]; }

  private:
    std::vector<Schedule> schedules_;
    std::vector<std::optional<base::Timestamp>> settled_;
};

}  // namespace gracy::jobs
