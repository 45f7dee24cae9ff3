#include "hr/coffee/pair_cost.hpp"

#include <algorithm>

namespace gracy::hr::coffee {

PairCost::PairCost(const Pool& pool)
    : pool_(pool), window_(repeat_window(pool.people.size(), pool.group_size, pool.longest_window)) {
    std::unordered_map<std::int64_t, std::uint32_t> place;
    place.reserve(pool.people.size());
    for (std::uint32_t i = 0; i < pool.people.size(); ++i) {
        place.emplace(pool.people[i].id, i);
    }
    met_.reserve(pool.history.size());
    for (const Meeting& meeting : pool.history) {
        const auto one = place.find(meeting.one);
        const auto other = place.find(meeting.other);
        if (one != place.end() && other != place.end()) {
            const auto [known, added] = met_.emplace(key(one->second, other->second), 1 - meeting.rounds_ago);
            known->second = std::max(known->second, 1 - meeting.rounds_ago);
        }
    }
    for (const Pair& pair : pool.apart) {
        const auto one = place.find(pair.one);
        const auto other = place.find(pair.other);
        if (one != place.end() && other != place.end()) {
            apart_.emplace(key(one->second, other->second), true);
        }
    }
}

PairCost::Key PairCost::key(std::uint32_t one, std::uint32_t other) {
    return (static_cast<Key>(std::min(one, other)) << 32U) | std::max(one, other);
}

bool PairCost::share_team(std::uint32_t one, std::uint32_t other) const {
    const auto& theirs = pool_.people[other].team_ids;
    return std::ranges::any_of(pool_.people[one].team_ids,
                               [&](std::int64_t team) { return std::ranges::find(theirs, team) != theirs.end(); });
}

Cost PairCost::of(std::uint32_t one, std::uint32_t other) const {
    Cost total = 0;
    if ((!apart_.empty() && apart_.contains(key(one, other))) || (pool_.apart_from_team && share_team(one, other))) {
        total += cost::apart;
    }
    const std::int64_t department = pool_.people[one].department_id;
    const bool same = department != 0 && department == pool_.people[other].department_id;
    if (pool_.mode == Mode::within_group && !same) {
        total += cost::other_department;
    } else if (pool_.mode == Mode::cross_group && same) {
        total += cost::same_department;
    }
    if (const auto met = met_.find(key(one, other)); met != met_.end()) {
        const std::int32_t rounds_ago = round_ + 1 - met->second;
        total +=
            rounds_ago > window_ ? cost::acquainted : cost::repeat + (window_ - rounds_ago) * cost::repeat_by_round;
    }
    return total;
}

bool PairCost::is_repeat(std::uint32_t one, std::uint32_t other) const {
    const auto met = met_.find(key(one, other));
    return met != met_.end() && round_ + 1 - met->second <= window_;
}

void PairCost::pass_round(std::span<const std::vector<std::uint32_t>> groups) {
    ++round_;
    for (const auto& group : groups) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                met_[key(group[i], group[j])] = round_;
            }
        }
    }
}

}  // namespace gracy::hr::coffee
