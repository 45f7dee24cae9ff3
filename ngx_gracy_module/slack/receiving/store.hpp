// What Slack sent goes into the event log before Slack hears that it arrived.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "documents/event_log.hpp"

namespace gracy::slack {

/// The channel on which the worker is told that the event log has something for it.
inline constexpr const char* events_channel = "gracy_slack";

/// Empty 200 once it is durable; 503 when the store is down.
base::Task<http::Response> store(access::Call& call, documents::Event event);

}  // namespace gracy::slack
