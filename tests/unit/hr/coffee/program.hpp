// A coffee program over many rounds, as the worker runs it.
#pragma once

#include "hr/coffee/matching.hpp"
#include "test.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace gracy::test {

using PairOfIds = std::pair<std::int64_t, std::int64_t>;

inline std::vector<PairOfIds> pairs_of(const hr::coffee::Groups& groups) {
    std::vector<PairOfIds> pairs;
    for (const auto& group : groups.groups) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                pairs.emplace_back(std::min(group[i], group[j]), std::max(group[i], group[j]));
            }
        }
    }
    return pairs;
}

struct Program {
    hr::coffee::Pool pool;
    std::map<PairOfIds, std::int32_t> last_met;
    std::int32_t round = 0;

    /// Ids from 1 on; departments go round.
    explicit Program(std::size_t people, std::size_t departments = 5) {
        for (std::size_t i = 1; i <= people; ++i) {
            pool.people.push_back({.id = static_cast<std::int64_t>(i),
                                   .department_id = static_cast<std::int64_t>(i % departments + 1),
                                   .team_ids = {}});
        }
    }

    hr::coffee::Groups play() {
        ++round;
        pool.seed = static_cast<std::uint64_t>(round) * 7919 + pool.people.size();
        pool.history.clear();
        for (const auto& [pair, met] : last_met) {
            pool.history.push_back({.one = pair.first, .other = pair.second, .rounds_ago = round - met});
        }
        before_ = last_met;
        hr::coffee::Groups groups = match(pool);
        for (const PairOfIds& pair : pairs_of(groups)) {
            last_met[pair] = round;
        }
        return groups;
    }

    /// How many pairs of the round just played had met in the `window` rounds before, counted here and not there.
    std::int64_t repeats_of(const hr::coffee::Groups& groups, std::int32_t window) const {
        return std::ranges::count_if(pairs_of(groups), [&](const PairOfIds& pair) {
            const auto met = before_.find(pair);
            return met != before_.end() && round - met->second <= window;
        });
    }

  private:
    std::map<PairOfIds, std::int32_t> before_;
};

/// Everybody of the pool once, in a group or left out.
inline void expect_everybody_once(const hr::coffee::Pool& pool, const hr::coffee::Groups& groups) {
    std::vector<std::int64_t> seen = groups.left_out;
    for (const auto& group : groups.groups) {
        EXPECT(group.size() >= 2);
        seen.insert(seen.end(), group.begin(), group.end());
    }
    std::ranges::sort(seen);
    EXPECT_EQ(seen.size(), pool.people.size());
    EXPECT(std::ranges::adjacent_find(seen) == seen.end());
}

inline std::int64_t trios_of(const hr::coffee::Groups& groups) {
    return std::ranges::count_if(groups.groups, [](const auto& group) { return group.size() > 2; });
}

inline bool sit_together(const hr::coffee::Groups& groups, std::int64_t one, std::int64_t other) {
    return std::ranges::any_of(groups.groups, [&](const auto& group) {
        return std::ranges::find(group, one) != group.end() && std::ranges::find(group, other) != group.end();
    });
}

}  // namespace gracy::test
