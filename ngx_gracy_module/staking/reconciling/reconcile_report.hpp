// What a cycle came to.
#pragma once

#include <cstdint>

namespace gracy::staking {

struct ReconcileReport {
    std::int64_t head = 0;
    /// Proven up to here.
    std::int64_t final_block = 0;
    /// Events that nobody had reported before.
    std::int64_t recorded = 0;
    std::int64_t orphaned = 0;
    /// The time for reading was over before everything was read: the next cycle goes on, and may begin at once.
    bool has_more = false;
};

}  // namespace gracy::staking
