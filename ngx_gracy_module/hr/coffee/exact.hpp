// The best pairs of a small pool.
#pragma once

#include "hr/coffee/draw.hpp"
#include "hr/coffee/pair_cost.hpp"

#include <cstdint>
#include <vector>

namespace gracy::hr::coffee {

using Seating = std::vector<std::vector<std::uint32_t>>;

/// Pairs (and one trio, of an odd number) of the least total cost: dynamic programming over the set of who is seated,
/// where the first who is not is seated next. Among the best, one is drawn. Two people or more.
Seating best_pairs(const PairCost& cost, Draw& draw);

/// One of the best, after which the rounds of the window can go on without a repeat, as far as trying them shows.
Seating best_pairs_looking_ahead(const PairCost& cost, Draw& draw);

}  // namespace gracy::hr::coffee
