// The most of what was seen in the last hour.
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <deque>

namespace gracy::staking {

class RecentMost {
  public:
    static constexpr std::chrono::hours window{1};

    /// Times do not go back.
    void add(base::Timestamp now, std::int64_t value) {
        // What is older and less will never be the most again.
        while (!seen_.empty() && seen_.back().value <= value) {
            seen_.pop_back();
        }
        seen_.push_back({now, value});
    }

    /// 0 when nothing was seen.
    std::int64_t most(base::Timestamp now) {
        while (!seen_.empty() && now - seen_.front().at >= window) {
            seen_.pop_front();
        }
        return seen_.empty() ? 0 : seen_.front().value;
    }

  private:
    struct Seen {
        base::Timestamp at;
        std::int64_t value;
    };
    /// From the most to the least, and from the oldest to the newest.
    std::deque<Seen> seen_;
};

}  // namespace gracy::staking
