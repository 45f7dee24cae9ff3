// How often somebody may ask, counted for all worker processes together.
//
// The generic cell rate algorithm: of each key only the moment is kept at which everything it has taken is earned
// back. No window has an edge at which two bursts meet.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gracy::access {

using Microseconds = std::chrono::microseconds;

/// `requests` at once, and as many again spread over each `window`.
struct RateLimit {
    std::int64_t requests;
    std::chrono::seconds window;

    Microseconds interval() const { return Microseconds(window) / requests; }

    /// "600/m": a number, and s, m or h. Nothing for any other text.
    static std::optional<RateLimit> parse(std::string_view text);
};

/// One key's place in shared memory. Zeroed memory is a valid beginning.
struct RateSlot {
    /// 0: nobody's.
    std::atomic<std::uint64_t> key;
    /// Since the epoch; whoever is past it has everything back.
    std::atomic<std::int64_t> earned_back;
};

struct RateVerdict {
    bool allowed;
    /// How many more would be allowed at this moment.
    std::int64_t remaining;
    /// Until everything is back.
    Microseconds reset;
    /// Until one more is allowed; zero when it is now.
    Microseconds retry_after;
};

/// A table of fixed size, which forgets who was quiet for longest among the few that share a place. Lock-free:
/// processes that race for one place can at worst grant a request too many.
class RateTable {
  public:
    static constexpr std::size_t ways = 8;

    /// A multiple of `ways`, which must outlive the table; empty: everything is allowed.
    explicit RateTable(std::span<RateSlot> slots = {}) : slots_(slots) {}

    /// Takes one request of `key`, which is a hash, when the limit allows it.
    RateVerdict take(std::uint64_t key, const RateLimit& limit, Microseconds now) const;
    /// What `take` would say. Nothing is taken or written, and nobody loses their place; what only `take` can set right
    /// (who owes more than a window) is allowed.
    RateVerdict peek(std::uint64_t key, const RateLimit& limit, Microseconds now) const;

    /// Keeps `key` in mind for all processes, until somebody who came later needs its place.
    void note(std::uint64_t key, Microseconds now) const;
    bool is_noted(std::uint64_t key) const;

  private:
    std::span<RateSlot> places_of(std::uint64_t key) const;
    RateSlot& slot_of(std::uint64_t key) const;

    std::span<RateSlot> slots_;
};

}  // namespace gracy::access
