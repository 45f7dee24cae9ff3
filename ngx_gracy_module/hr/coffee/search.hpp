// Good groups of a pool of any size.
#pragma once

#include "hr/coffee/draw.hpp"
#include "hr/coffee/exact.hpp"
#include "hr/coffee/pair_cost.hpp"

#include <cstdint>

namespace gracy::hr::coffee {

/// How many changes of places a search may still look at: some seconds of them. Who must be apart from most others can
/// use up any number, and a pool that cannot be seated well does not get better by it.
struct Looks {
    std::uint64_t left = 20'000'000;

    /// False: there was none left.
    bool take() { return left > 0 && left-- > 0; }
};

/// Deals people out by chance, then lets people of different groups change places as long as that makes it better.
/// Pools of some hundred people look at every change and begin anew while a pair is kept that should not be; larger
/// ones look at some changes for each person who is not content, which ends when (nearly) all are, or when there are no
/// looks left.
Seating search_groups(const PairCost& cost, Draw& draw, Looks& looks);

}  // namespace gracy::hr::coffee
