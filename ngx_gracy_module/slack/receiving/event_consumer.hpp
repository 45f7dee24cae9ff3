// What Slack's events lead to. Each has its effect once: that it was had stands in the transaction of the effect, so
// that a process may be killed anywhere and another do the rest.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "documents/event_source.hpp"
#include "postgres/client.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

/// Who an event is for: as its delivery was routed (delivery.hpp).
struct EventTenant {
    std::string team_id;
    /// Of the organization whose installation is meant; nothing where a workspace has its own.
    std::optional<std::string> enterprise_id;
};

struct EventCounts {
    /// Times that an event was left for later, because others held its rows for longer than a statement waits.
    std::uint64_t held = 0;
};

class EventConsumer {
  public:
    /// It must outlive this.
    explicit EventConsumer(postgres::Database& database) : database_(database) {}

    /// Takes what the log in PostgreSQL has; true when there may be more. An event whose rows others hold stays open,
    /// and those behind it are not: an import of members holds rows for seconds, and is one team space's.
    base::Task<bool> consume_some();

    /// Has the event's effect, unless it was had before; false when it leads to nothing. Throws postgres::Error when
    /// the database is in trouble: then the effect was not had.
    base::Task<bool> consume(const documents::OpenEvent& event);

    const EventCounts& counts() const { return counts_; }

  private:
    base::Task<void> apologise(const documents::OpenEvent& event, const base::Json& payload);
    base::Task<void> have_effect_once(const documents::OpenEvent& event, const base::Json& payload);

    postgres::Database& database_;
    EventCounts counts_;
};

}  // namespace gracy::slack
