// The wire format of server-sent events (WHATWG HTML, 9.2 "Server-sent events"): what a stream of them consists of.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace gracy::http {

inline constexpr std::string_view event_stream_type = "text/event-stream";

/// What a client that has heard of nothing else keeps its connection for: a line that it ignores.
inline constexpr std::string_view keep_alive_comment = ":\n\n";

/// How long a client waits before it connects again.
std::string reconnection_time(std::chrono::milliseconds pause);

/// One event. `name` and `id`: one line each. An empty `id` leaves the client's last one as it is. `data`: of any
/// lines.
std::string server_sent_event(std::string_view name, std::string_view id, std::string_view data);

}  // namespace gracy::http
