// What a provider has done so far, and what that says of the next call.
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace gracy::staking {

class TrackRecord {
  public:
    void answered(base::Timestamp now, std::chrono::milliseconds took);
    /// As an answer may have taken, or longer: nobody waited for it.
    void took(std::chrono::milliseconds at_least);
    void failed();
    void lied(base::Timestamp now);

    /// Answers and proven lies, each half as many a day later: what is long ago says little.
    struct Past {
        double answers = 0;
        double lies = 0;
    };
    Past past(base::Timestamp now) const;
    /// From an earlier life of this worker, or another's.
    void restore(base::Timestamp now, Past past);

    /// Between 0 and 1: how much a provider is to be preferred that is `lag` blocks behind the others.
    double score(base::Timestamp now, std::int64_t lag) const;

    /// Of the last 50 answers; nothing before the first.
    std::optional<std::chrono::milliseconds> latency(double quantile) const;

  private:
    double integrity(base::Timestamp now) const;
    double success() const;

    Past past_;
    base::Timestamp past_at_{};
    std::deque<bool> outcomes_;
    std::deque<std::chrono::milliseconds> latencies_;
};

}  // namespace gracy::staking
