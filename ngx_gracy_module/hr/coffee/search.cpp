#include "hr/coffee/search.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace gracy::hr::coffee {
namespace {

/// Up to here every change of places is looked at.
constexpr std::uint32_t largest_whole_look = 300;
constexpr int most_restarts = 50;
constexpr int most_passes = 30;
constexpr std::size_t looks_by_chance = 64;

std::vector<std::size_t> group_sizes(std::size_t people, std::size_t group_size) {
    // Pairs and one trio; larger groups as even as they can be, none above its size.
    const std::size_t count =
        group_size == 2 ? std::max<std::size_t>(1, people / 2) : (people + group_size - 1) / group_size;
    std::vector<std::size_t> sizes(count, people / count);
    for (std::size_t i = 0; i < people % count; ++i) {
        ++sizes[i];
    }
    return sizes;
}

class Table {
  public:
    Table(const PairCost& cost, Draw& draw, Looks& looks)
        : cost_(cost), draw_(draw), looks_(looks), place_(cost.size()) {
        deal(arrival());
        find_crowds();
        for (std::uint32_t person = 0; person < cost.size(); ++person) {
            by_department_[cost.pool().people[person].department_id].push_back(person);
        }
    }

    void improve() {
        std::vector<std::uint32_t> everybody(cost_.size());
        std::iota(everybody.begin(), everybody.end(), 0U);
        for (int pass = 0; pass < most_passes; ++pass) {
            bool changed = false;
            draw_.shuffle(everybody);
            for (const std::uint32_t person : everybody) {
                if (looks_.left == 0) {
                    return;
                }
                changed = (share_of(person) > 0 && find_better_place(person)) || changed;
            }
            if (!changed) {
                return;
            }
        }
    }

    /// The highest cost of a group.
    Cost worst() const {
        Cost worst = 0;
        for (std::uint32_t person = 0; person < cost_.size(); ++person) {
            worst = std::max(worst, share_of(person));
        }
        return worst;
    }
    /// Of pools that are looked at whole only: those of larger ones would not fit.
    Cost total() const {
        Cost total = 0;
        for (std::uint32_t person = 0; person < cost_.size(); ++person) {
            total += share_of(person) / 2;
        }
        return total;
    }
    Seating take() { return std::move(groups_); }

  private:
    std::vector<std::uint32_t> arrival() {
        std::vector<std::uint32_t> order(cost_.size());
        std::iota(order.begin(), order.end(), 0U);
        draw_.shuffle(order);
        if (cost_.pool().mode == Mode::within_group) {
            std::map<std::int64_t, std::vector<std::uint32_t>> departments;
            for (const std::uint32_t person : order) {
                departments[cost_.pool().people[person].department_id].push_back(person);
            }
            order.clear();
            for (const auto& [department, people] : departments) {
                order.insert(order.end(), people.begin(), people.end());
            }
        }
        return order;
    }

    void deal(const std::vector<std::uint32_t>& order) {
        auto next = order.begin();
        for (const std::size_t size : group_sizes(order.size(), cost_.pool().group_size)) {
            const auto& group = groups_.emplace_back(next, next + static_cast<std::ptrdiff_t>(size));
            for (const std::uint32_t person : group) {
                place_[person] = static_cast<std::uint32_t>(groups_.size() - 1);
            }
            next += static_cast<std::ptrdiff_t>(size);
        }
    }

    /// What a person costs in a group, apart from `left`, who gives up the place there.
    Cost cost_in(std::uint32_t person, const std::vector<std::uint32_t>& group, std::uint32_t left) const {
        Cost total = 0;
        for (const std::uint32_t other : group) {
            if (other != person && other != left) {
                total += cost_.of(person, other);
            }
        }
        return total;
    }
    Cost share_of(std::uint32_t person) const { return cost_in(person, groups_[place_[person]], person); }

    /// Teams of more people than there are groups: when one of them sits in every group, the others cannot but sit with
    /// one of their own, and looking at everybody for each of them finds that out again and again.
    struct Crowd {
        /// Of each group.
        std::vector<std::uint32_t> people_in;
        std::size_t groups_without = 0;

        void add(std::size_t group) { groups_without -= people_in[group]++ == 0 ? 1U : 0U; }
        void remove(std::size_t group) { groups_without += --people_in[group] == 0 ? 1U : 0U; }
    };

    void find_crowds() {
        if (!cost_.pool().apart_from_team) {
            return;
        }
        std::unordered_map<std::int64_t, std::size_t> sizes;
        for (const Person& person : cost_.pool().people) {
            for (const std::int64_t team : person.team_ids) {
                ++sizes[team];
            }
        }
        for (const auto& [team, size] : sizes) {
            if (size > groups_.size()) {
                crowds_[team] = {.people_in = std::vector<std::uint32_t>(groups_.size()),
                                 .groups_without = groups_.size()};
            }
        }
        for (std::uint32_t person = 0; person < cost_.size(); ++person) {
            for_crowds_of(person, [&](Crowd& crowd) { crowd.add(place_[person]); });
        }
    }

    void for_crowds_of(std::uint32_t person, const auto& act) {
        for (const std::int64_t team : cost_.pool().people[person].team_ids) {
            if (const auto crowd = crowds_.find(team); crowd != crowds_.end()) {
                act(crowd->second);
            }
        }
    }

    /// Wherever they sat, somebody of their team would be there.
    bool has_nowhere_to_go(std::uint32_t person) {
        bool nowhere = false;
        for_crowds_of(person, [&](const Crowd& crowd) { nowhere = nowhere || crowd.groups_without == 0; });
        return nowhere;
    }

    bool find_better_place(std::uint32_t person) {
        Cost best = 0;
        std::uint32_t partner = person;
        const auto look = [&](std::uint32_t other) {
            if (place_[other] == place_[person] || !looks_.take()) {
                return;
            }
            const auto& here = groups_[place_[person]];
            const auto& there = groups_[place_[other]];
            const Cost change = cost_in(person, there, other) + cost_in(other, here, person) -
                                cost_in(person, here, person) - cost_in(other, there, other);
            if (change < best) {
                best = change;
                partner = other;
            }
        };
        const bool by_chance = cost_.size() > largest_whole_look;
        const auto& colleagues = by_department_.at(cost_.pool().people[person].department_id);
        for (std::size_t i = 0; by_chance && i < looks_by_chance && best == 0; ++i) {
            look(static_cast<std::uint32_t>(draw_.below(cost_.size())));
            look(colleagues[draw_.below(colleagues.size())]);
        }
        // Whoever sits with somebody they must not is worth a look at everybody, if there may be a place for them.
        if (!by_chance || (best == 0 && share_of(person) >= cost::apart && !has_nowhere_to_go(person))) {
            for (std::uint32_t other = 0; other < cost_.size(); ++other) {
                look(other);
            }
        }
        if (partner == person) {
            return false;
        }
        change_places(person, partner);
        return true;
    }

    void change_places(std::uint32_t one, std::uint32_t other) {
        std::ranges::replace(groups_[place_[one]], one, other);
        std::ranges::replace(groups_[place_[other]], other, one);
        for (const auto& [person, from, to] :
             {std::tuple(one, place_[one], place_[other]), std::tuple(other, place_[other], place_[one])}) {
            for_crowds_of(person, [&](Crowd& crowd) {
                crowd.remove(from);
                crowd.add(to);
            });
        }
        std::swap(place_[one], place_[other]);
    }

    const PairCost& cost_;
    Draw& draw_;
    Looks& looks_;
    Seating groups_;
    /// Of a person, their group.
    std::vector<std::uint32_t> place_;
    std::map<std::int64_t, std::vector<std::uint32_t>> by_department_;
    std::unordered_map<std::int64_t, Crowd> crowds_;
};

}  // namespace

Seating search_groups(const PairCost& cost, Draw& draw, Looks& looks) {
    Table first(cost, draw, looks);
    first.improve();
    if (cost.size() > largest_whole_look) {
        return first.take();
    }
    Cost least = first.total();
    Cost worst = first.worst();
    Seating best = first.take();
    for (int restart = 1; restart < most_restarts && worst >= cost::repeat && looks.left > 0; ++restart) {
        Table other(cost, draw, looks);
        other.improve();
        if (const Cost total = other.total(); total < least) {
            least = total;
            worst = other.worst();
            best = other.take();
        }
    }
    return best;
}

}  // namespace gracy::hr::coffee
