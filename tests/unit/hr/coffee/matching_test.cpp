#include "hr/coffee/matching.hpp"

#include "program.hpp"

#include <ctime>
#include <functional>
#include <set>

using namespace gracy::hr::coffee;
using namespace gracy::test;

namespace {

void expect_rounds_without_repeats(std::size_t people, std::int32_t longest, int rounds) {
    Program program(people);
    program.pool.longest_window = longest;
    for (int i = 0; i < rounds; ++i) {
        const Groups groups = program.play();
        expect_everybody_once(program.pool, groups);
        EXPECT(groups.left_out.empty());
        EXPECT_EQ(trios_of(groups), static_cast<std::int64_t>(people % 2));
        EXPECT_EQ(groups.repeats, 0);
        EXPECT_EQ(program.repeats_of(groups, repeat_window(people, 2, longest)), 0);
    }
}

}  // namespace

TEST(nobody_has_coffee_alone) {
    Pool pool;
    EXPECT(match(pool).groups.empty());
    pool.people = {{.id = 7, .department_id = 0, .team_ids = {}}};
    EXPECT(match(pool).groups.empty());
    EXPECT(match(pool).left_out == std::vector<std::int64_t>{7});
}

TEST(the_window_is_twelve_rounds_or_what_the_pairs_allow) {
    EXPECT_EQ(repeat_window(2, 2), 0);
    EXPECT_EQ(repeat_window(4, 2), 2);
    EXPECT_EQ(repeat_window(8, 2), 6);
    EXPECT_EQ(repeat_window(14, 2), 12);
    EXPECT_EQ(repeat_window(50, 2), 12);
    EXPECT_EQ(repeat_window(50, 2, 5), 5);
    // Of five people a trio and a pair use up four of ten pairs, and two of the trio must sit together again.
    EXPECT_EQ(repeat_window(5, 2), 0);
    EXPECT_EQ(repeat_window(15, 2), 9);
}

TEST(no_two_meet_again_inside_the_window_in_any_small_pool) {
    for (std::size_t people = 2; people <= 50; ++people) {
        expect_rounds_without_repeats(people, longest_window, 18);
    }
}

TEST(shorter_windows_hold_too) {
    for (const std::size_t people : {8U, 9U, 14U, 15U, 21U, 50U}) {
        for (const std::int32_t window : {5, 10}) {
            expect_rounds_without_repeats(people, window, 40);
        }
    }
}

TEST(fourteen_people_have_all_met_after_thirteen_rounds) {
    Program program(14);
    std::set<PairOfIds> met;
    for (int i = 0; i < 13; ++i) {
        for (const PairOfIds& pair : pairs_of(program.play())) {
            met.insert(pair);
        }
    }
    EXPECT_EQ(met.size(), 14U * 13U / 2U);
}

TEST(ten_thousand_are_matched_without_a_repeat_round_after_round) {
    Program program(10'001, 25);
    program.pool.mode = Mode::cross_group;
    for (int i = 0; i < 6; ++i) {
        const Groups groups = program.play();
        expect_everybody_once(program.pool, groups);
        EXPECT_EQ(trios_of(groups), 1);
        EXPECT_EQ(program.repeats_of(groups, 12), 0);
    }
}

TEST(time_does_not_grow_with_the_square_of_the_pool) {
    // For forty thousand people, a pool at a time.
    const auto time_with_pools_of = [](std::size_t people) {
        Program program(people, 25);
        program.play();
        double best = 1e9;
        for (int i = 0; i < 5; ++i) {
            // Of the processor: others run here too.
            const std::clock_t begin = std::clock();
            for (std::size_t done = 0; done < 40'000; done += people) {
                static_cast<void>(match(program.pool));
            }
            best = std::min(best, static_cast<double>(std::clock() - begin));
        }
        return best;
    };
    // With the square it would be ten times as long.
    EXPECT(time_with_pools_of(20'000) < 5 * time_with_pools_of(2'000));
}

TEST(the_same_seed_gives_the_same_groups) {
    for (const std::size_t people : {9U, 16U, 200U, 2000U}) {
        Program program(people);
        const Groups first = program.play();
        EXPECT(match(program.pool).groups == first.groups);
        program.pool.seed += 1000;
        EXPECT(match(program.pool).groups != first.groups);
    }
}

TEST(pairs_of_a_small_pool_are_the_best_there_are) {
    // Against all ways to pair eight people, with a history drawn for each seed.
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Program program(8);
        Pool& pool = program.pool;
        pool.seed = seed;
        std::set<PairOfIds> lately;
        for (std::int64_t one = 1; one <= 8; ++one) {
            for (std::int64_t other = one + 1; other <= 8; ++other) {
                const auto ago =
                    static_cast<std::int32_t>((static_cast<std::uint64_t>(one * 31 + other * 17) * (seed + 3)) % 9);
                if (ago > 0) {
                    pool.history.push_back({.one = other, .other = one, .rounds_ago = ago});
                }
                if (ago > 0 && ago <= repeat_window(8, 2)) {
                    lately.emplace(one, other);
                }
            }
        }
        const std::function<int(std::set<std::int64_t>)> fewest = [&](std::set<std::int64_t> standing) {
            if (standing.empty()) {
                return 0;
            }
            const std::int64_t first = *standing.begin();
            standing.erase(standing.begin());
            int best = 99;
            for (const std::int64_t other : standing) {
                auto rest = standing;
                rest.erase(other);
                best = std::min(best, (lately.contains({first, other}) ? 1 : 0) + fewest(rest));
            }
            return best;
        };
        EXPECT_EQ(match(pool).repeats, fewest({1, 2, 3, 4, 5, 6, 7, 8}));
    }
}

TEST(people_come_and_go_between_rounds) {
    Program program(21);
    for (int i = 0; i < 30; ++i) {
        if (i % 3 == 0) {
            program.pool.people.push_back({.id = 1000 + i, .department_id = 1, .team_ids = {}});
        } else if (i % 3 == 1) {
            program.pool.people.erase(program.pool.people.begin() + i % 7);
        }
        const Groups groups = program.play();
        expect_everybody_once(program.pool, groups);
        EXPECT(groups.left_out.empty());
        EXPECT_EQ(program.repeats_of(groups, repeat_window(program.pool.people.size(), 2)), 0);
    }
}
