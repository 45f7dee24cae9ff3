// From the event log to its effects, in the order of arrival.
//
// An effect is had at least once, and notes in its own transaction that it was (processed_event); only then is the
// event marked in the log. Whoever is killed in between leaves an open event, whose effect is then not had again.
#pragma once

#include "documents/event_source.hpp"

#include <functional>

namespace gracy::documents {

class EventRelay {
  public:
    /// Has the effect unless it was had before. What it throws leaves the event open, and those behind it; only where
    /// others hold its rows are those behind it had all the same.
    using Effect = std::function<base::Task<void>(const OpenEvent&)>;

    /// How often the log is looked at: nobody wakes us while PostgreSQL is down.
    static constexpr std::chrono::milliseconds pause{250};

    /// The source must outlive the relay.
    EventRelay(EventSource& source, Effect effect) : source_(source), effect_(std::move(effect)) {}

    /// Takes some; true when more may be waiting. Throws SourceUnavailable, and what an effect throws.
    base::Task<bool> relay_some();

  private:
    base::Task<std::exception_ptr> have_effects(const std::vector<OpenEvent>& events, std::vector<std::string>& had);

    EventSource& source_;
    Effect effect_;
};

}  // namespace gracy::documents
