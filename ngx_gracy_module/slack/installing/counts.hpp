// What this process has done about installations, for its metrics.
#pragma once

#include <cstdint>

namespace gracy::slack {

struct InstallCounts {
    std::uint64_t connected = 0;
    std::uint64_t failed = 0;
    /// Slack was asked and nobody knows what it did.
    std::uint64_t unclear = 0;
};

/// What came of asking for new tokens.
struct RefreshCounts {
    std::uint64_t refreshed = 0;
    /// Asked again later.
    std::uint64_t failed = 0;
    /// For good: the workspace must be installed again.
    std::uint64_t lost = 0;
};

}  // namespace gracy::slack
