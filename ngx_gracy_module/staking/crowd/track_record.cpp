#include "staking/crowd/track_record.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gracy::staking {
namespace {

using days = std::chrono::duration<double, std::ratio<86'400>>;

constexpr std::size_t remembered = 50;
constexpr double answers_that_make_up_for_a_lie = 20;
constexpr double usual_latency_ms = 500;
// Of a provider that was never asked: neither trusted like a good one nor shunned like a bad one.
constexpr double unknown = 0.5;

template <class T>
void remember(std::deque<T>& list, T value) {
    list.push_back(value);
    if (list.size() > remembered) {
        list.pop_front();
    }
}

}  // namespace

void TrackRecord::answered(base::Timestamp now, std::chrono::milliseconds took) {
    restore(now, past(now));
    ++past_.answers;
    remember(outcomes_, true);
    remember(latencies_, took);
}

void TrackRecord::took(std::chrono::milliseconds at_least) {
    remember(latencies_, at_least);
}

void TrackRecord::failed() {
    remember(outcomes_, false);
}

void TrackRecord::lied(base::Timestamp now) {
    restore(now, past(now));
    ++past_.lies;
}

TrackRecord::Past TrackRecord::past(base::Timestamp now) const {
    const double left = std::exp2(-std::max(days(now - past_at_).count(), 0.0));
    return {.answers = past_.answers * left, .lies = past_.lies * left};
}

void TrackRecord::restore(base::Timestamp now, Past past) {
    past_ = past;
    past_at_ = now;
}

double TrackRecord::score(base::Timestamp now, std::int64_t lag) const {
    const double honest = integrity(now);
    const double fresh = std::exp(-static_cast<double>(std::max<std::int64_t>(lag, 0)) / 2);
    const auto typical = latency(0.7);
    const double quick = typical ? 1 / (1 + static_cast<double>(typical->count()) / usual_latency_ms) : unknown;
    return honest * honest * success() * fresh * quick;
}

double TrackRecord::integrity(base::Timestamp now) const {
    const Past kept = past(now);
    return (kept.answers + 1) / (kept.answers + 1 + answers_that_make_up_for_a_lie * kept.lies);
}

/// The lower end of Wilson's interval at 95 %: few answers prove little.
double TrackRecord::success() const {
    if (outcomes_.empty()) {
        return unknown;
    }
    constexpr double z = 1.96;
    const auto n = static_cast<double>(outcomes_.size());
    const auto p = static_cast<double>(std::ranges::count(outcomes_, true)) / n;
    const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return std::max((p + z * z / (2 * n) - spread) / (1 + z * z / n), 0.0);
}

std::optional<std::chrono::milliseconds> TrackRecord::latency(double quantile) const {
    if (latencies_.empty()) {
        return std::nullopt;
    }
    std::vector<std::chrono::milliseconds> sorted(latencies_.begin(), latencies_.end());
    const auto place = static_cast<std::ptrdiff_t>(quantile * static_cast<double>(sorted.size() - 1));
    std::ranges::nth_element(sorted, sorted.begin() + place);
    return sorted[static_cast<std::size_t>(place)];
}

}  // namespace gracy::staking
