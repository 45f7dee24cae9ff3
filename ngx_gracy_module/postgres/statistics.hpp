// What the database client counts. The struct lives where its reader wants it: in nginx's shared zone, one for each
// worker process, or in the sidecar's own memory.
#pragma once

#include <atomic>
#include <cstdint>

namespace gracy::postgres {

struct Statistics {
    using Count = std::atomic<std::uint64_t>;

    // Only ever grow.
    Count statements{0};         // sent to a server
    Count groups{0};             // Syncs sent; statements / groups is what sharing saves
    Count connects{0};           // connections that became ready
    Count connect_failures{0};   // attempts that did not
    Count losses{0};             // ready connections that broke
    Count stalls{0};             // connections killed because their head made no progress
    Count resent_reads{0};       // after an aborted group or a broken connection
    Count uncertain_writes{0};   // in flight when their connection broke
    Count abandoned{0};          // results that nobody waited for any more
    Count rejected{0};           // the queue was full
    Count unavailable{0};        // no connection within the lane's patience
    Count replica_fallbacks{0};  // reads that the primary answered because no replica could
    Count notifications{0};      // NOTIFYs received

    // Go up and down; reset when a process starts.
    Count connections_ready{0};
    Count queued{0};
    Count in_flight{0};
    Count leases{0};

    /// For a process that takes over a slot: gauges begin at zero, counters go on.
    void reset_gauges() {
        connections_ready = 0;
        queued = 0;
        in_flight = 0;
        leases = 0;
    }
};

}  // namespace gracy::postgres
