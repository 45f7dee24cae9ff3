#include "staking/crowd/provider.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace gracy::staking {
namespace {

using std::chrono::seconds;

constexpr std::chrono::milliseconds shortest_patience{300};
constexpr std::chrono::milliseconds longest_patience{2000};
constexpr int failures_that_open_the_breaker = 5;
constexpr std::size_t longest_error = 300;

/// `first` times `factor` to the power of `times`, at most `most`.
seconds growing(seconds first, int factor, int times, seconds most) {
    const double value = static_cast<double>(first.count()) * std::pow(factor, std::min(times, 20));
    return std::min(most, seconds(static_cast<std::int64_t>(std::min(value, static_cast<double>(most.count())))));
}

}  // namespace

std::string_view to_text(ProviderState state) {
    switch (state) {
        case ProviderState::healthy:
            return "healthy";
        case ProviderState::failing:
            return "failing";
        case ProviderState::quarantined:
            return "quarantined";
        case ProviderState::wrong_chain:
            break;
    }
    return "wrong_chain";
}

ProviderState Provider::state(base::Timestamp now) const {
    if (is_on_wrong_chain_) {
        return ProviderState::wrong_chain;
    }
    if (!until_ || *until_ <= now) {
        return ProviderState::healthy;
    }
    return is_quarantined_ ? ProviderState::quarantined : ProviderState::failing;
}

double Provider::score(base::Timestamp now) const {
    return record_.score(now, lag) * std::sqrt(rpc_.rate().room(std::chrono::steady_clock::now()));
}

void Provider::answered(base::Timestamp now, std::chrono::milliseconds took) {
    record_.answered(now, took);
    failures_in_a_row_ = 0;
    if (!is_quarantined_) {
        until_.reset();
    }
    error_.clear();
}

void Provider::note_error(std::string_view why) {
    error_ = base::beginning_of(base::storable(why), longest_error);
}

void Provider::busy(std::optional<std::chrono::seconds> retry_after, const std::string& why) {
    rpc_.rate().refused(std::chrono::steady_clock::now(), retry_after);
    ++counts_.failures;
    note_error(why);
}

void Provider::refused(const std::string& why) {
    note_error(why);
}

void Provider::failed(base::Timestamp now, const std::string& why) {
    ++counts_.failures;
    record_.failed();
    note_error(why);
    if (++failures_in_a_row_ >= failures_that_open_the_breaker && !(is_quarantined_ && until_ > now)) {
        const int times = failures_in_a_row_ - failures_that_open_the_breaker;
        is_quarantined_ = false;
        until_ = now + growing(seconds(30), 2, times, seconds(15 * 60));
    }
}

void Provider::lied(base::Timestamp now, const std::string& why) {
    ++counts_.lies;
    note_error(why);
    if (is_quarantined_ && until_ > now) {
        return;
    }
    const auto remembered = static_cast<int>(std::lround(record_.past(now).lies));
    until_ = now + growing(seconds(5 * 60), 4, remembered, seconds(24 * 3600));
    is_quarantined_ = true;
    record_.lied(now);
}

void Provider::serves_another_chain(const std::string& why) {
    is_on_wrong_chain_ = true;
    note_error(why);
}

void Provider::restore(base::Timestamp now, const Learned& learned) {
    record_.restore(now, learned.past);
    if (learned.is_quarantined && learned.out > seconds(0)) {
        until_ = std::max(is_quarantined_ && until_ ? *until_ : now, now + learned.out);
        is_quarantined_ = true;
    }
    if (learned.calls_per_second) {
        rpc_.rate().restore(std::chrono::steady_clock::now(), *learned.calls_per_second);
    }
    rpc_.range_before = learned.blocks_at_a_time;
}

Provider::Counts& Provider::Counts::operator+=(const Counts& more) {
    calls += more.calls;
    compute_units += more.compute_units;
    failures += more.failures;
    lies += more.lies;
    return *this;
}

Provider::Counts Provider::take_counts() {
    const Rpc::Usage usage = rpc_.take_usage();
    counts_.calls = usage.calls;
    counts_.compute_units = usage.compute_units;
    return std::exchange(counts_, {});
}

std::optional<std::int32_t> Provider::latency_ms() const {
    const auto latency = record_.latency(0.7);
    return latency ? std::optional(static_cast<std::int32_t>(latency->count())) : std::nullopt;
}

std::chrono::milliseconds Provider::patience() const {
    return std::clamp(record_.latency(0.95).value_or(longest_patience), shortest_patience, longest_patience);
}

}  // namespace gracy::staking
