// What Slack's events lead to. Each has its effect once: that it was had stands in the transaction of the effect, so
// that a process may be killed anywhere and another do the rest.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "postgres/client.hpp"
#include "postgres/database.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

/// An event as the event log keeps it.
struct LoggedEvent {
    std::string id;
    std::string type;
    base::Timestamp received_at;
    /// What Slack sent, whole.
    base::Json payload;
};

/// Who an event is for: as its delivery was routed (delivery.hpp).
struct EventTenant {
    std::string team_id;
    std::optional<std::string> enterprise_id;
};

class EventConsumer {
  public:
    /// It must outlive this.
    explicit EventConsumer(postgres::Database& database) : database_(database) {}

    /// Takes what the log in PostgreSQL has; true when there may be more.
    base::Task<bool> consume_some();

    /// Has the event's effect, unless it was had before. Throws postgres::Error: then it was not.
    base::Task<void> consume(const LoggedEvent& event);

    /// Whether an event of this type leads to anything at all.
    static bool concerns_us(std::string_view type);

  private:
    postgres::Database& database_;
};

}  // namespace gracy::slack
