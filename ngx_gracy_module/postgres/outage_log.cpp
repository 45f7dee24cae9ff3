#include "postgres/outage_log.hpp"

#include "base/log.hpp"

#include <algorithm>

namespace gracy::postgres {
namespace {

using base::LogLevel;

constexpr std::chrono::minutes pause{1};
/// Whoever words the same trouble anew each time shall not fill the memory.
constexpr std::size_t most_outages = 16;

}  // namespace

void OutageLog::failed(std::string_view why, Time now) {
    const auto found = std::ranges::find(outages_, why, &Outage::why);
    if (found == outages_.end()) {
        if (outages_.size() == most_outages) {
            outages_.erase(std::ranges::min_element(outages_, {}, &Outage::told));
        }
        outages_.push_back({.why = std::string(why), .told = now});
        base::log(LogLevel::error, "postgres: cannot connect: {}", why);
        return;
    }
    ++found->attempts;
    if (now - found->told >= pause) {
        base::log(LogLevel::error, "postgres: cannot connect: {} ({} attempts since the last line)", why,
                  found->attempts);
        found->told = now;
        found->attempts = 0;
    }
}

void OutageLog::over(std::string_view why) {
    const auto found = std::ranges::find(outages_, why, &Outage::why);
    if (found != outages_.end()) {
        base::log(LogLevel::info, "postgres: connects again, after {} more attempts", found->attempts);
        outages_.erase(found);
    }
}

OutageLog& outage_log() {
    static OutageLog log;
    return log;
}

}  // namespace gracy::postgres
