// Good groups of a pool of any size.
#pragma once

#include "hr/coffee/draw.hpp"
#include "hr/coffee/exact.hpp"
#include "hr/coffee/pair_cost.hpp"

namespace gracy::hr::coffee {

/// Deals people out by chance, then lets people of different groups change places as long as that makes it better.
/// Pools of some hundred people look at every change and begin anew while a pair is kept that should not be; larger
/// ones look at some changes for each person who is not content, which ends when (nearly) all are.
Seating search_groups(const PairCost& cost, Draw& draw);

}  // namespace gracy::hr::coffee
