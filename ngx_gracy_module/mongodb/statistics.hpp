// What the client counts. The struct lives where its reader wants it: in nginx's shared zone, one for each worker
// process, or in a test's own memory.
#pragma once

#include <atomic>
#include <cstdint>

namespace gracy::mongodb {

struct Statistics {
    using Count = std::atomic<std::uint64_t>;

    // Only ever grow.
    Count inserts{0};                  // batches sent
    Count documents{0};                // in them; documents / inserts is what gathering saves
    Count resent{0};                   // documents sent once more
    Count connects{0};                 // connections that became ready
    Count connect_failures{0};         // attempts that did not
    Count losses{0};                   // ready connections that broke
    Count timeouts{0};                 // commands that were not answered in time
    Count authentication_failures{0};  // credentials refused, or a server that did not prove itself
    Count state_changes{0};            // answers that said "not primary any more" or "shutting down"
    Count overloads{0};                // answers that asked for less
    Count rejected{0};                 // the queue was full
    Count unavailable{0};              // documents not confirmed in time
    Count refused{0};                  // documents that the server will never take

    // Go up and down; reset when a process starts.
    Count connections{0};
    Count queued{0};    // documents
    Count writable{0};  // 1 while a server that takes writes is known

    /// For a process that takes over a slot: gauges begin at zero, counters go on.
    void reset_gauges() {
        connections = 0;
        queued = 0;
        writable = 0;
    }
};

}  // namespace gracy::mongodb
