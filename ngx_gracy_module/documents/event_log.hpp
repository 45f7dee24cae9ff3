// The event log: what Slack told us, whole, once (DESIGN 10). A store stands behind it.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace gracy::documents {

enum class EventKind : unsigned char { event, action, command };

/// The name on the wire and in the store: "event", ...
std::string_view name_of(EventKind kind);

/// How long the key of a document is kept, and with it the knowledge that it came before. Slack's longest retries
/// end after a day.
inline constexpr std::chrono::hours retention{24 * 7};

/// One document with the columns that a store may index. Owns everything, because it may outlive its request.
struct Event {
    /// Slack's event_id, or what stands for it: the same delivery has the same id.
    std::string id;
    EventKind kind = EventKind::event;
    std::optional<std::string> team_id;
    std::string type;
    /// Slack's "1355517523.000005": text, because it is an identity and no number.
    std::optional<std::string> ts;
    base::Timestamp received_at;
    base::Timestamp expire_at;
    /// BSON; see document.hpp.
    std::string document;
};

enum class StoreOutcome : unsigned char { stored, duplicate };

/// The store could not be reached, or did not answer. The same event may be stored again: its id is its key.
struct StoreUnavailable final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct EventLogStatistics {
    std::uint64_t stored = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t failures = 0;
    /// Copies for the log that found too many others waiting.
    std::uint64_t dropped = 0;
};

class EventLog {
  public:
    virtual ~EventLog() = default;
    /// Returns once the document is durable. Throws StoreUnavailable.
    virtual base::Task<StoreOutcome> store(Event event) = 0;
    /// Stores on its own time, for a copy that nobody waits for. Bounded: with too many waiting it is dropped and
    /// counted.
    virtual void store_later(Event event) noexcept = 0;
    virtual EventLogStatistics statistics() const = 0;
};

}  // namespace gracy::documents
