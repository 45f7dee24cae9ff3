// How far a reading of many blocks is, and for how long it will go on at its pace.
#pragma once

#include <chrono>
#include <cstdint>

namespace gracy::staking {

class Progress {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// Of the blocks from `first` to `last`, beginning now.
    Progress(std::int64_t first, std::int64_t last, Time now)
        : first_(first), last_(last), read_(first - 1), began_(now) {}

    /// Everything up to `block` is read.
    void reached(std::int64_t block) { read_ = block; }

    std::int64_t first() const { return first_; }
    std::int64_t last() const { return last_; }
    std::int64_t blocks_left() const { return last_ - read_; }
    /// Of what there is to read, rounded down.
    std::int64_t percent() const { return 100 * (read_ - first_ + 1) / (last_ - first_ + 1); }
    /// Precondition: something is read.
    std::chrono::seconds time_left(Time now) const {
        const std::chrono::duration<double> took = now - began_;
        return std::chrono::ceil<std::chrono::seconds>(took * static_cast<double>(blocks_left()) /
                                                       static_cast<double>(read_ - first_ + 1));
    }

  private:
    std::int64_t first_;
    std::int64_t last_;
    std::int64_t read_;
    Time began_;
};

}  // namespace gracy::staking
