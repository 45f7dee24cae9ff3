#include "hr/coffee/matching.hpp"

#include "hr/coffee/draw.hpp"
#include "hr/coffee/exact.hpp"
#include "hr/coffee/pair_cost.hpp"
#include "hr/coffee/search.hpp"

#include <algorithm>
#include <stdexcept>

namespace gracy::hr::coffee {
namespace {

bool must_be_apart(const PairCost& cost, std::uint32_t person, const std::vector<std::uint32_t>& group) {
    return std::ranges::any_of(
        group, [&](std::uint32_t other) { return other != person && cost.of(person, other) >= cost::apart; });
}

/// Takes people out of their groups until nobody sits with whom they must not; who is in the way of most goes first.
std::vector<std::uint32_t> take_out(const PairCost& cost, Seating& seating) {
    std::vector<std::uint32_t> standing;
    for (auto& group : seating) {
        const auto in_the_way_of = [&](std::uint32_t person) {
            return std::ranges::count_if(
                group, [&](std::uint32_t other) { return other != person && cost.of(person, other) >= cost::apart; });
        };
        while (!group.empty()) {
            const auto worst = std::ranges::max_element(group, {}, in_the_way_of);
            if (in_the_way_of(*worst) == 0) {
                break;
            }
            standing.push_back(*worst);
            group.erase(worst);
        }
        if (group.size() == 1) {
            standing.push_back(group.front());
            group.clear();
        }
    }
    std::erase_if(seating, [](const auto& group) { return group.empty(); });
    return standing;
}

/// Seats who stands: with another who stands, or where there is room. Pairs have room for one more person, once.
std::vector<std::uint32_t> seat_again(const PairCost& cost, Seating& seating, std::vector<std::uint32_t> standing) {
    std::vector<std::uint32_t> left;
    while (!standing.empty()) {
        const std::uint32_t person = standing.back();
        standing.pop_back();
        const auto partner =
            std::ranges::find_if(standing, [&](std::uint32_t other) { return cost.of(person, other) < cost::apart; });
        if (partner != standing.end()) {
            seating.push_back({person, *partner});
            standing.erase(partner);
        } else {
            left.push_back(person);
        }
    }
    const std::size_t group_size = cost.pool().group_size;
    std::vector<std::uint32_t> left_out;
    for (const std::uint32_t person : left) {
        const bool has_trio = std::ranges::any_of(seating, [](const auto& group) { return group.size() > 2; });
        const std::size_t most = group_size > 2 ? group_size : (has_trio ? 2 : 3);
        const auto table = std::ranges::find_if(
            seating, [&](const auto& group) { return group.size() < most && !must_be_apart(cost, person, group); });
        if (table == seating.end()) {
            left_out.push_back(person);
        } else {
            table->push_back(person);
        }
    }
    return left_out;
}

Groups name(const PairCost& cost, const Seating& seating, const std::vector<std::uint32_t>& left_out) {
    Groups groups;
    for (const auto& group : seating) {
        auto& people = groups.groups.emplace_back();
        for (std::size_t i = 0; i < group.size(); ++i) {
            people.push_back(cost.pool().people[group[i]].id);
            for (std::size_t j = 0; j < i; ++j) {
                groups.repeats += cost.is_repeat(group[i], group[j]) ? 1 : 0;
            }
        }
        std::ranges::sort(people);
    }
    std::ranges::sort(groups.groups);
    for (const std::uint32_t person : left_out) {
        groups.left_out.push_back(cost.pool().people[person].id);
    }
    std::ranges::sort(groups.left_out);
    return groups;
}

}  // namespace

std::int32_t repeat_window(std::size_t people, std::size_t group_size, std::int32_t longest) {
    if (people < 3) {
        return 0;
    }
    const std::size_t all_pairs = people * (people - 1) / 2;
    std::size_t pairs_of_a_round = 0;
    // The last round before everybody has met, and with trios one more: what is left then does not divide evenly.
    const std::size_t spare = group_size == 2 && people % 2 == 1 ? 2 : 1;
    if (group_size == 2) {
        pairs_of_a_round = people % 2 == 0 ? people / 2 : (people + 3) / 2;
    } else {
        const std::size_t groups = (people + group_size - 1) / group_size;
        const std::size_t size = people / groups;
        const std::size_t larger = people % groups;
        pairs_of_a_round = (groups - larger) * size * (size - 1) / 2 + larger * (size + 1) * size / 2;
        // Groups that share no pair for so long exist for few numbers (Kirkman's schoolgirls): half of it is within
        // reach.
        pairs_of_a_round *= 2;
    }
    const std::size_t rounds = all_pairs / pairs_of_a_round;
    return rounds <= spare
               ? 0
               : static_cast<std::int32_t>(std::min<std::size_t>(static_cast<std::size_t>(longest), rounds - spare));
}

Groups match(const Pool& pool) {
    if (pool.group_size < 2 || pool.people.size() > 1'000'000) {
        throw std::invalid_argument("coffee: a pool of at most a million people, in groups of two at least");
    }
    const PairCost cost(pool);
    if (pool.people.size() < 2) {
        return name(cost, {}, pool.people.empty() ? std::vector<std::uint32_t>() : std::vector<std::uint32_t>{0});
    }
    Draw draw(pool.seed);
    const bool exact = pool.group_size == 2 && pool.people.size() <= largest_exact_pool;
    Looks looks;
    Seating seating = exact ? best_pairs_looking_ahead(cost, draw) : search_groups(cost, draw, looks);
    std::vector<std::uint32_t> standing = take_out(cost, seating);
    const std::vector<std::uint32_t> left_out = seat_again(cost, seating, std::move(standing));
    return name(cost, seating, left_out);
}

}  // namespace gracy::hr::coffee
