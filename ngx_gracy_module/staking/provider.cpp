#include "staking/provider.hpp"

#include <algorithm>
#include <cmath>

namespace gracy::staking {
namespace {

using std::chrono::seconds;

constexpr double weight_of_new = 0.1;
constexpr double usual_latency_ms = 500;
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

double Provider::score() const {
    // One that fails at once has no latency worth the name: unknown counts as usual.
    return success_ / (1 + latency_.value_or(usual_latency_ms) / usual_latency_ms) / (1 + 20.0 * lies_);
}

void Provider::answered(std::chrono::milliseconds took) {
    const auto milliseconds = static_cast<double>(took.count());
    latency_ = latency_ ? *latency_ + weight_of_new * (milliseconds - *latency_) : milliseconds;
    success_ += weight_of_new * (1 - success_);
    failures_in_a_row_ = 0;
    if (!is_quarantined_) {
        until_.reset();
    }
    error_.clear();
}

void Provider::failed(base::Timestamp now, const std::string& why) {
    ++counts_.failures;
    success_ -= weight_of_new * success_;
    error_ = why.substr(0, longest_error);
    if (++failures_in_a_row_ >= failures_that_open_the_breaker && !(is_quarantined_ && until_ > now)) {
        const int times = failures_in_a_row_ - failures_that_open_the_breaker;
        is_quarantined_ = false;
        until_ = now + growing(seconds(30), 2, times, seconds(15 * 60));
    }
}

void Provider::lied(base::Timestamp now, const std::string& why) {
    until_ = now + growing(seconds(5 * 60), 4, lies_, seconds(24 * 3600));
    is_quarantined_ = true;
    ++lies_;
    ++counts_.lies;
    error_ = why.substr(0, longest_error);
}

void Provider::serves_another_chain(const std::string& why) {
    is_on_wrong_chain_ = true;
    error_ = why.substr(0, longest_error);
}

void Provider::restore(base::Timestamp now, bool is_quarantined, std::chrono::seconds out, int lies) {
    lies_ = lies;
    if (is_quarantined && out > seconds(0)) {
        is_quarantined_ = true;
        until_ = now + out;
    }
}

Provider::Counts Provider::take_counts() {
    const Rpc::Usage usage = rpc_.take_usage();
    counts_.calls = usage.calls;
    counts_.compute_units = usage.compute_units;
    return std::exchange(counts_, {});
}

std::optional<std::int32_t> Provider::latency_ms() const {
    return latency_ ? std::optional(static_cast<std::int32_t>(std::lround(*latency_))) : std::nullopt;
}

}  // namespace gracy::staking
