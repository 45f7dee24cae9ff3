// Numbers that all workers of one nginx share: the content of the shared memory zone.
#pragma once

#include "access/open_streams.hpp"
#include "access/rate_limit.hpp"
#include "access/route.hpp"
#include "base/metrics.hpp"
#include "mongodb/statistics.hpp"
#include "postgres/statistics.hpp"

#include <sys/types.h>
#include <array>
#include <atomic>
#include <chrono>
#include <span>
#include <string_view>

namespace gracy::serving {

using Count = std::atomic<std::uint64_t>;

/// What one route of one surface did. A route keeps its place for as long as the zone lives, so that a worker of an old
/// module and one of a new module may count side by side.
struct RouteSeries {
    static constexpr std::size_t longest_pattern = 95;

    access::Surface surface;
    http::Method method;
    /// Empty: no route matched.
    std::array<char, longest_pattern + 1> pattern;
    /// By the status code's first digit; the first element is not used.
    std::array<Count, 6> responses;
    Count deadlines;
    base::Histogram latency;

    std::string_view route() const { return pattern.data(); }
};

/// What one worker process says about itself. Workers come and go; what a gone one has counted stays.
struct WorkerSlot {
    /// Who has not published anything for so long is gone, whatever process has its number now.
    static constexpr std::chrono::seconds longest_silence{60};

    /// Of the process that owns the slot; 0: nobody.
    std::atomic<pid_t> owner;
    /// When the owner last published its numbers, in seconds of the steady clock, which all processes of a host share.
    std::atomic<std::int64_t> heard_of;
    postgres::Statistics database;
    mongodb::Statistics mongodb;

    // Only ever grow.
    Count requests_abandoned;      // the client left before its response
    Count requests_overdue;        // answered 504
    Count requests_failed_late;    // side effects, after their client had left or its deadline had passed
    Count offload_rejected;        // the queue of the threads was full
    Count access_hits;             // sessions and tokens recognised from memory
    Count access_look_ups;         // asked of the database
    Count access_look_ups_shared;  // waited for somebody else's look-up
    Count access_changes;          // heard of: a session closed, a token revoked, a member left
    Count access_failures;         // look-ups that the database did not answer
    Count events_stored;
    Count events_duplicate;
    Count events_failed;
    Count events_dropped;
    Count slack_rate_limited;     // told by Slack that it holds events back
    Count sealed_unreadable;      // notes and cards that no key file opens
    Count event_streams_refused;  // server-sent events, because too many were open

    // Reset when a process takes the slot.
    Count requests_in_progress;
    Count offload_waiting;
    Count access_remembered;  // sessions and tokens in memory
    Count listening;          // 1 while LISTEN is up
    Count event_streams;      // server-sent events that are open
    /// Whose they are: a hash of the member each, 0 where there is none.
    std::array<std::atomic<std::uint64_t>, access::StreamLimits::most> stream_members;

    void reset_gauges();
    /// The owner is there.
    void give_sign_of_life();
    /// False once the owner was killed, though nobody has taken the slot over.
    bool is_alive() const;
};

/// The zone's content. All members are lock-free atomics or written once, before workers exist.
struct Numbers {
    static constexpr std::size_t most_routes = 400;
    static constexpr std::size_t most_workers = 128;
    static constexpr std::size_t rate_slots = 16 * 1024;

    std::atomic<std::uint32_t> route_count;
    std::array<RouteSeries, most_routes> routes;
    std::array<WorkerSlot, most_workers> workers;
    /// Workers that found no slot and count for themselves; only grows.
    Count workers_without_slot;
    std::array<access::RateSlot, rate_slots> rates;

    std::span<const RouteSeries> known_routes() const {
        return std::span(routes).first(route_count.load(std::memory_order_acquire));
    }
    /// Null when the zone has not heard of the route.
    RouteSeries* find(access::Surface surface, http::Method method, std::string_view pattern);
    /// Finds it or adds it; only while the configuration is read. False: no room.
    bool add(access::Surface surface, http::Method method, std::string_view pattern);

    /// A slot for this process: a free one, or one whose owner died. Null when there is none.
    WorkerSlot* claim(pid_t process);
    /// The same, or else `unshared`, which is nobody else's: a worker that cannot be measured still serves.
    WorkerSlot& claim_or(pid_t process, WorkerSlot& unshared);
    /// At the end of its owner.
    static void release(WorkerSlot& slot);
};

}  // namespace gracy::serving
