// What it costs to put two people of a pool together.
#pragma once

#include "hr/coffee/matching.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>

namespace gracy::hr::coffee {

using Cost = std::int64_t;

/// Each kind outweighs all that the kinds below it can add up to in two groups of eight, or in a pool that is solved
/// exactly: what one step of a search compares.
namespace cost {
/// Met before, but outside the window.
inline constexpr Cost acquainted = 1;
/// In cross_group.
inline constexpr Cost same_department = 2;
/// For each round that the window had still to run.
inline constexpr Cost repeat_by_round = 1'000'000;
inline constexpr Cost repeat = 32 * repeat_by_round;
/// In within_group.
inline constexpr Cost other_department = 10'000'000'000'000;
/// A pair that must not be. Never kept: who is left in one is left out.
inline constexpr Cost apart = 1'000'000'000'000'000;
}  // namespace cost

/// People are named by their place in the pool.
class PairCost {
  public:
    /// The pool must outlive it. Pairs of people who are not in the pool are passed over.
    explicit PairCost(const Pool& pool);

    Cost of(std::uint32_t one, std::uint32_t other) const;
    bool is_repeat(std::uint32_t one, std::uint32_t other) const;
    std::uint32_t size() const { return static_cast<std::uint32_t>(pool_.people.size()); }
    const Pool& pool() const { return pool_; }
    std::int32_t window() const { return window_; }

    /// As if everybody in these groups had just met, and a round had gone by.
    void pass_round(std::span<const std::vector<std::uint32_t>> groups);

  private:
    using Key = std::uint64_t;
    static Key key(std::uint32_t one, std::uint32_t other);
    bool share_team(std::uint32_t one, std::uint32_t other) const;

    const Pool& pool_;
    std::int32_t window_;
    /// In which round they met last; the last round of the history is 0, those before are negative.
    std::int32_t round_ = 0;
    std::unordered_map<Key, std::int32_t> met_;
    std::unordered_map<Key, bool> apart_;
};

}  // namespace gracy::hr::coffee
