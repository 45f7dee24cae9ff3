// What keeps connections from being made, told once: every connection of a pool meets the same trouble, again and
// again.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::postgres {

class OutageLog {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// An attempt has failed. New trouble is logged at once, and as long as it goes on a line a minute says how often.
    void failed(std::string_view why, Time now);
    /// A connection that could not be made for this reason was made: when it comes back, it is new.
    void over(std::string_view why);

  private:
    struct Outage {
        std::string why;
        Time told;
        /// Since it was told.
        std::uint64_t attempts = 0;
    };

    std::vector<Outage> outages_;
};

/// Of all connections of this process: they write into one log.
OutageLog& outage_log();

}  // namespace gracy::postgres
