// How many blocks to ask for at a time.
#pragma once

#include <algorithm>
#include <cstdint>

namespace gracy::staking {

/// Providers limit a request by blocks, by logs or by time, each at another number and without saying which: so the
/// size is halved when one is refused, doubled when it is answered, and only creeps up to what was refused before.
class RequestRange {
  public:
    explicit RequestRange(std::int64_t most) : most_(most), size_(most) {}

    std::int64_t size() const { return size_; }

    void answered(std::int64_t blocks) {
        if (blocks < size_) {
            return;  // there was no more to ask for, which says nothing about more
        }
        const std::int64_t doubled = size_ * 2;
        const bool was_refused = refused_ != 0 && doubled >= refused_;
        size_ = std::min(most_, was_refused ? size_ + std::max<std::int64_t>(size_ / 10, 1) : doubled);
    }

    void refused(std::int64_t blocks) {
        refused_ = blocks;
        size_ = std::max<std::int64_t>(blocks / 2, 1);
    }

  private:
    std::int64_t most_;
    std::int64_t size_;
    /// What was refused last; 0: nothing was.
    std::int64_t refused_ = 0;
};

}  // namespace gracy::staking
