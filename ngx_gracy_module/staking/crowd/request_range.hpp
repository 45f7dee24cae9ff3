// How many blocks to ask for at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace gracy::staking {

/// Providers limit a request by blocks, by logs or by time, each at another number and without saying which: so the
/// size is halved when one is refused, doubled when it is answered, and only creeps up to what was refused before.
class RequestRange {
  public:
    /// `learned`: the size of an earlier worker's range. If that is not the most, more was refused.
    explicit RequestRange(std::int64_t most, std::optional<std::int64_t> learned = std::nullopt)
        : most_(most), size_(std::clamp<std::int64_t>(learned.value_or(most), 1, most)) {
        refused_ = size_ < most_ ? 2 * size_ : 0;
    }

    std::int64_t size() const { return size_; }

    /// Whether a refusal may be for the size: not when that, or more, was answered before and less than usual was
    /// asked for. Near the head of the chain a node may not have seen the blocks yet.
    bool may_be_too_large(std::int64_t blocks) const { return blocks >= size_ || blocks > most_answered_; }

    void answered(std::int64_t blocks) {
        most_answered_ = std::max(most_answered_, blocks);
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
    std::int64_t most_answered_ = 0;
    /// What was refused last; 0: nothing was.
    std::int64_t refused_ = 0;
};

}  // namespace gracy::staking
