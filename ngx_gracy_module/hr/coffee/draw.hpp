// Numbers drawn from a seed: the same on every machine and with every library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace gracy::hr::coffee {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Draw {
  public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// Below `bound`, which is far below 2^32: the bias is under 2^-32.
    std::size_t below(std::size_t bound) { return ((next() >> 32U) * bound) >> 32U; }

    template <class T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[below(i)]);
        }
    }

  private:
    std::uint64_t state_;
};

}  // namespace gracy::hr::coffee
