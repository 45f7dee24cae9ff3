// The event log from the side of whoever acts on it: what is open, and that it was handled.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace gracy::documents {

/// An event or an action whose effect nobody has noted yet.
struct OpenEvent {
    std::string id;
    /// Of Slack's; empty where none was named.
    std::string team_id;
    std::string type;
    base::Timestamp received_at;
    /// BSON; document.hpp has its shape.
    std::string document;
};

/// The store cannot be reached, or did not answer. Nothing is lost; what was to be marked stays open.
struct SourceUnavailable final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Each member throws SourceUnavailable.
class EventSource {
  public:
    virtual ~EventSource() = default;
    /// Oldest first. Commands are not among them: they were answered when they came.
    virtual base::Task<std::vector<OpenEvent>> open_events(std::size_t at_most) = 0;
    virtual base::Task<void> mark_handled(std::vector<std::string> ids) = 0;
    /// Those whose time is over, where the store does not do that by itself; how many there were.
    virtual base::Task<std::int64_t> delete_expired(base::Timestamp now) = 0;
};

}  // namespace gracy::documents
