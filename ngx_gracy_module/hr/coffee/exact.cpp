#include "hr/coffee/exact.hpp"

#include <bit>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace gracy::hr::coffee {
namespace {

/// Where everybody has met nearly everybody before the window ends, one in ten may lead to the end of it. Larger pools
/// have pairs to spare.
int candidates_for(std::uint32_t people) {
    return people <= 14 ? 32 : 5;
}

class PairTable {
  public:
    PairTable(const PairCost& cost, Draw& draw) : order_(cost.size()), costs_(cost.size()) {
        // In another order another one of the best is found first.
        std::iota(order_.begin(), order_.end(), 0U);
        draw.shuffle(order_);
        for (std::uint32_t i = 0; i < size(); ++i) {
            costs_[i].resize(size());
            for (std::uint32_t j = 0; j < size(); ++j) {
                costs_[i][j] = i == j ? 0 : cost.of(order_[i], order_[j]);
            }
        }
    }

    std::uint32_t size() const { return static_cast<std::uint32_t>(order_.size()); }
    std::uint32_t person(std::uint32_t place) const { return order_[place]; }
    Cost of(std::uint32_t i, std::uint32_t j) const { return costs_[i][j]; }

  private:
    std::vector<std::uint32_t> order_;
    std::vector<std::vector<Cost>> costs_;
};

/// Places are bits of a set.
class Solver {
  public:
    explicit Solver(const PairTable& table) : table_(table) { best_.reserve(1U << 12U); }

    Seating solve() {
        const std::uint32_t everybody = static_cast<std::uint32_t>((std::uint64_t{1} << table_.size()) - 1);
        least(everybody);
        Seating seating;
        for (std::uint32_t standing = everybody; standing != 0;) {
            const std::uint32_t group = best_.at(standing).group;
            auto& people = seating.emplace_back();
            for (std::uint32_t rest = group; rest != 0; rest &= rest - 1) {
                people.push_back(table_.person(static_cast<std::uint32_t>(std::countr_zero(rest))));
            }
            standing &= ~group;
        }
        return seating;
    }

  private:
    struct Best {
        Cost cost;
        std::uint32_t group;
    };

    /// The least cost of seating everybody in `standing`, never just one person.
    Cost least(std::uint32_t standing) {
        if (standing == 0) {
            return 0;
        }
        if (const auto known = best_.find(standing); known != best_.end()) {
            return known->second.cost;
        }
        Best best{std::numeric_limits<Cost>::max(), 0};
        const auto first = static_cast<std::uint32_t>(std::countr_zero(standing));
        const std::uint32_t others = standing & (standing - 1);
        const bool trio_to_come = std::popcount(standing) % 2 == 1;
        for (std::uint32_t rest = others; rest != 0; rest &= rest - 1) {
            const auto second = static_cast<std::uint32_t>(std::countr_zero(rest));
            const std::uint32_t pair = (1U << first) | (1U << second);
            if (std::popcount(standing) != 3) {
                consider(best, standing, pair, table_.of(first, second));
            }
            for (std::uint32_t more = trio_to_come ? rest & (rest - 1) : 0; more != 0; more &= more - 1) {
                const auto third = static_cast<std::uint32_t>(std::countr_zero(more));
                consider(best, standing, pair | (1U << third),
                         table_.of(first, second) + table_.of(first, third) + table_.of(second, third));
            }
        }
        best_.emplace(standing, best);
        return best.cost;
    }

    void consider(Best& best, std::uint32_t standing, std::uint32_t group, Cost cost) {
        if (cost >= best.cost) {
            return;
        }
        cost += least(standing & ~group);
        if (cost < best.cost) {
            best = {cost, group};
        }
    }

    const PairTable& table_;
    std::unordered_map<std::uint32_t, Best> best_;
};

std::int32_t repeats_in(const PairCost& cost, const Seating& seating) {
    std::int32_t repeats = 0;
    for (const auto& group : seating) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                repeats += cost.is_repeat(group[i], group[j]) ? 1 : 0;
            }
        }
    }
    return repeats;
}

/// Repeats in the rounds that follow when each is only the best for itself.
std::int32_t repeats_ahead(PairCost cost, const Seating& next, std::int32_t rounds, std::int32_t give_up, Draw& draw) {
    std::int32_t repeats = 0;
    cost.pass_round(next);
    for (std::int32_t round = 0; round < rounds && repeats < give_up; ++round) {
        const Seating seating = best_pairs(cost, draw);
        repeats += repeats_in(cost, seating);
        cost.pass_round(seating);
    }
    return repeats;
}

}  // namespace

Seating best_pairs(const PairCost& cost, Draw& draw) {
    const PairTable table(cost, draw);
    return Solver(table).solve();
}

Seating best_pairs_looking_ahead(const PairCost& cost, Draw& draw) {
    Seating chosen = best_pairs(cost, draw);
    std::int32_t fewest = repeats_ahead(cost, chosen, cost.window(), std::numeric_limits<std::int32_t>::max(), draw);
    for (int i = 1; i < candidates_for(cost.size()) && fewest > 0; ++i) {
        Seating candidate = best_pairs(cost, draw);
        const std::int32_t repeats = repeats_ahead(cost, candidate, cost.window(), fewest, draw);
        if (repeats < fewest) {
            fewest = repeats;
            chosen = std::move(candidate);
        }
    }
    return chosen;
}

}  // namespace gracy::hr::coffee
