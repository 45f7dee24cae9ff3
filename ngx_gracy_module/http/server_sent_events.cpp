#include "http/server_sent_events.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::http {

std::string reconnection_time(std::chrono::milliseconds pause) {
    return fmt::format("retry: {}\n\n", pause.count());
}

std::string server_sent_event(std::string_view name, std::string_view id, std::string_view data) {
    std::string event = fmt::format("event: {}\n", name);
    if (!id.empty()) {
        event += fmt::format("id: {}\n", id);
    }
    // A line may end with CR as well, so that a bare one would begin a line of somebody else's choice.
    for (std::size_t begin = 0; begin <= data.size();) {
        const std::size_t end = std::min(data.find_first_of("\r\n", begin), data.size());
        event += fmt::format("data: {}\n", data.substr(begin, end - begin));
        begin = end + (data.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    return event + "\n";
}

}  // namespace gracy::http
