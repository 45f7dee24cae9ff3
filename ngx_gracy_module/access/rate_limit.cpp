#include "access/rate_limit.hpp"

#include <algorithm>
#include <charconv>

namespace gracy::access {
namespace {

// A key of 0 would look like nobody's.
std::uint64_t somebody(std::uint64_t key) {
    return key == 0 ? 1 : key;
}

/// Of one request more, when everything before it is earned back at `before`.
RateVerdict verdict_of(Microseconds before, const RateLimit& limit, Microseconds now) {
    const Microseconds interval = limit.interval();
    const Microseconds window = interval * limit.requests;
    const Microseconds owed = std::max(before, now) + interval - now;
    if (owed > window) {
        return {.allowed = false, .remaining = 0, .reset = owed - interval, .retry_after = owed - window};
    }
    return {.allowed = true, .remaining = (window - owed) / interval, .reset = owed, .retry_after = {}};
}

}  // namespace

std::optional<RateLimit> RateLimit::parse(std::string_view text) {
    constexpr std::int64_t most = 1'000'000;
    RateLimit limit{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.requests);
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc() || limit.requests < 1 || limit.requests > most) {
        return std::nullopt;
    }
    if (rest == "/s") {
        limit.window = std::chrono::seconds(1);
    } else if (rest == "/m") {
        limit.window = std::chrono::minutes(1);
    } else if (rest == "/h") {
        limit.window = std::chrono::hours(1);
    } else {
        return std::nullopt;
    }
    return limit;
}

std::span<RateSlot> RateTable::places_of(std::uint64_t key) const {
    return slots_.subspan(key % (slots_.size() / ways) * ways, ways);
}

RateSlot& RateTable::slot_of(std::uint64_t key) const {
    const std::span<RateSlot> places = places_of(key);
    RateSlot* quietest = &places.front();
    for (RateSlot& place : places) {
        if (place.key.load(std::memory_order_relaxed) == key) {
            return place;
        }
        if (place.earned_back.load(std::memory_order_relaxed) < quietest->earned_back.load(std::memory_order_relaxed)) {
            quietest = &place;
        }
    }
    quietest->key.store(key, std::memory_order_relaxed);
    quietest->earned_back.store(0, std::memory_order_relaxed);
    return *quietest;
}

RateVerdict RateTable::take(std::uint64_t key, const RateLimit& limit, Microseconds now) const {
    if (slots_.empty()) {
        return {.allowed = true, .remaining = limit.requests, .reset = {}, .retry_after = {}};
    }
    RateSlot& slot = slot_of(somebody(key));
    const Microseconds window = limit.interval() * limit.requests;
    std::int64_t before = slot.earned_back.load(std::memory_order_relaxed);
    while (true) {
        // Nobody owes more than a window. What says so was written before the clock was set back, or under a limit with
        // a longer one; left as it is, it would be refused until the clock has caught up.
        if (const std::int64_t most = (now + window).count(); before > most) {
            if (!slot.earned_back.compare_exchange_weak(before, most, std::memory_order_relaxed)) {
                continue;
            }
            before = most;
        }
        const RateVerdict verdict = verdict_of(Microseconds(before), limit, now);
        if (!verdict.allowed ||
            slot.earned_back.compare_exchange_weak(before, (now + verdict.reset).count(), std::memory_order_relaxed)) {
            return verdict;
        }
    }
}

RateVerdict RateTable::peek(std::uint64_t key, const RateLimit& limit, Microseconds now) const {
    Microseconds before{};
    if (!slots_.empty()) {
        for (const RateSlot& place : places_of(somebody(key))) {
            if (place.key.load(std::memory_order_relaxed) == somebody(key)) {
                before = Microseconds(place.earned_back.load(std::memory_order_relaxed));
                break;
            }
        }
    }
    // Refused for more than a window it would never come to `take`.
    const Microseconds window = limit.interval() * limit.requests;
    return verdict_of(before > now + window ? Microseconds{} : before, limit, now);
}

void RateTable::note(std::uint64_t key, Microseconds now) const {
    if (!slots_.empty()) {
        slot_of(key).earned_back.store(now.count(), std::memory_order_relaxed);
    }
}

bool RateTable::is_noted(std::uint64_t key) const {
    return !slots_.empty() && std::ranges::any_of(places_of(key), [key](const RateSlot& place) {
        return place.key.load(std::memory_order_relaxed) == key;
    });
}

}  // namespace gracy::access
