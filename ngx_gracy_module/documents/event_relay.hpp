// From the event log to its effects, in the order of arrival.
//
// An effect is had at least once, and notes in its own transaction that it was (processed_event); only then is the
// event marked in the log. Whoever is killed in between leaves an open event, whose effect is then not had again.
#pragma once

#include "documents/event_source.hpp"

#include <functional>

namespace gracy::documents {

/// Has an event's effect unless it was had before. What it throws leaves the event open.
using Effect = std::function<base::Task<void>(const OpenEvent&)>;

/// Each event in its turn. One whose rows others hold is passed over, with those of its workspace behind it, which may
/// undo it; false when there was one. What else an effect throws ends it. Both must outlive the task.
base::Task<bool> have_in_order(const std::vector<OpenEvent>& events, const Effect& effect);

class EventRelay {
  public:
    /// How often the log is looked at: nobody wakes us while PostgreSQL is down.
    static constexpr std::chrono::milliseconds pause{250};

    /// The source must outlive the relay.
    EventRelay(EventSource& source, Effect effect) : source_(source), effect_(std::move(effect)) {}

    /// Takes some; true when more may be waiting. Throws SourceUnavailable, and what an effect throws.
    base::Task<bool> relay_some();

  private:
    EventSource& source_;
    Effect effect_;
};

}  // namespace gracy::documents
