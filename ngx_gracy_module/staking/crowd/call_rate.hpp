// How often a provider may be called: as often as one likes until it says that this is too often.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace gracy::staking {

/// Public endpoints say no limit before it is reached, so it is learned: halved from what was called when one refuses
/// (429), and one more call a second allowed each minute since (additive increase, multiplicative decrease).
class CallRate {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// How long until it may be called.
    std::chrono::milliseconds wait(Time now) const {
        if (now < paused_until_) {
            return std::chrono::ceil<std::chrono::milliseconds>(paused_until_ - now);
        }
        const double tokens = tokens_at(now);
        return std::chrono::milliseconds(
            !limit_ || tokens >= 1 ? 0 : static_cast<std::int64_t>(1000 * (1 - tokens) / limit_at(now)) + 1);
    }

    void called(Time now) {
        if (now - window_ >= std::chrono::seconds(1)) {
            before_ = now - window_ < std::chrono::seconds(2) ? calls_ : 0;
            calls_ = 0;
            window_ = now;
        }
        ++calls_;
        if (limit_) {
            tokens_ = std::max(tokens_at(now) - 1, 0.0);
            counted_ = now;
        }
    }

    /// `retry_after`: as it asks; without it a second.
    void refused(Time now, std::optional<std::chrono::seconds> retry_after) {
        // Answers to calls of one moment are one refusal.
        if (now >= paused_until_) {
            const double had = limit_ ? limit_at(now) : std::max(calls_, before_);
            limit_ = std::max(had / 2, least);
            refused_ = counted_ = now;
            tokens_ = 0;
        }
        const auto asked = std::clamp(retry_after.value_or(std::chrono::seconds(1)), std::chrono::seconds(1), longest);
        paused_until_ = std::max(paused_until_, now + asked);
    }

    /// As it was learned before this worker started; it grows from there. What had gathered is not known any more.
    void restore(Time now, double limit) {
        limit_ = std::max(limit, least);
        refused_ = counted_ = now;
        tokens_ = 0;
    }

    /// Calls a second; nothing while no limit is known.
    std::optional<double> limit(Time now) const { return limit_ ? std::optional(limit_at(now)) : std::nullopt; }

    /// Between 0, it may not be called, and 1.
    double room(Time now) const {
        return now < paused_until_ ? 0 : !limit_ ? 1 : std::min(tokens_at(now) / burst_at(now), 1.0);
    }

  private:
    static constexpr double least = 1;
    static constexpr std::chrono::seconds longest{15 * 60};

    static double seconds_between(Time from, Time to) { return std::chrono::duration<double>(to - from).count(); }
    double limit_at(Time now) const { return *limit_ + std::max(seconds_between(refused_, now), 0.0) / 60; }
    double burst_at(Time now) const { return std::max(limit_at(now), 1.0); }
    double tokens_at(Time now) const {
        return limit_ ? std::min(tokens_ + seconds_between(counted_, now) * limit_at(now), burst_at(now)) : 1;
    }

    /// As of `refused_`.
    std::optional<double> limit_;
    Time refused_;
    Time paused_until_;
    /// As of `counted_`.
    double tokens_ = 0;
    Time counted_;
    /// Calls of this second and of the one before, to begin with a limit.
    Time window_;
    double calls_ = 0;
    double before_ = 0;
};

}  // namespace gracy::staking
