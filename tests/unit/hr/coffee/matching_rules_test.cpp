// Who must not, and who should, sit together.
#include "hr/coffee/matching.hpp"

#include "program.hpp"

using namespace gracy::hr::coffee;
using namespace gracy::test;

namespace {

std::int64_t pairs_of_one_department(std::size_t people, Mode mode) {
    Program program(people, 4);
    program.pool.mode = mode;
    return std::ranges::count_if(pairs_of(program.play()),
                                 [](const PairOfIds& pair) { return pair.first % 4 == pair.second % 4; });
}

}  // namespace

TEST(who_must_be_apart_is_apart) {
    for (const std::size_t people : {6U, 7U, 20U, 31U, 500U}) {
        Program program(people);
        // Everybody from the next one, and the first from nearly all.
        const auto last = static_cast<std::int64_t>(people);
        for (std::int64_t id = 1; id < last; ++id) {
            program.pool.apart.push_back({.one = id + 1, .other = id});
        }
        for (std::int64_t id = 3; id < last; ++id) {
            program.pool.apart.push_back({.one = 1, .other = id});
        }
        for (int i = 0; i < 5; ++i) {
            const Groups groups = program.play();
            expect_everybody_once(program.pool, groups);
            EXPECT(groups.left_out.empty());
            for (const Pair& pair : program.pool.apart) {
                EXPECT(!sit_together(groups, pair.one, pair.other));
            }
        }
    }
}

TEST(who_must_be_apart_from_all_is_left_out_and_nobody_else) {
    for (const std::size_t people : {6U, 40U}) {
        Program program(people);
        for (std::int64_t id = 2; id <= static_cast<std::int64_t>(people); ++id) {
            program.pool.apart.push_back({.one = 1, .other = id});
        }
        const Groups groups = program.play();
        EXPECT(groups.left_out == std::vector<std::int64_t>{1});
        expect_everybody_once(program.pool, groups);
        EXPECT_EQ(trios_of(groups), 1);
    }
}

TEST(two_who_must_be_apart_stay_unmatched_rather_than_meet) {
    Program program(2);
    program.pool.apart.push_back({.one = 1, .other = 2});
    const Groups groups = program.play();
    EXPECT(groups.groups.empty());
    EXPECT_EQ(groups.left_out.size(), 2U);
}

TEST(people_of_one_team_can_be_kept_apart) {
    for (const std::size_t people : {10U, 60U, 600U}) {
        Program program(people);
        const auto half = static_cast<std::int64_t>(people / 2);
        for (Person& person : program.pool.people) {
            person.team_ids = {person.id <= half ? 1 : 2};
        }
        program.pool.apart_from_team = true;
        for (int i = 0; i < 4; ++i) {
            const Groups groups = program.play();
            EXPECT(groups.left_out.empty());
            for (const auto& group : groups.groups) {
                EXPECT((group[0] <= half) != (group[1] <= half));
            }
        }
    }
}

TEST(departments_are_mixed_or_kept_as_the_mode_says) {
    for (const std::size_t people : {16U, 80U, 1600U}) {
        EXPECT_EQ(pairs_of_one_department(people, Mode::cross_group), 0);
        EXPECT_EQ(pairs_of_one_department(people, Mode::within_group), static_cast<std::int64_t>(people / 2));
    }
}

TEST(one_of_a_kind_is_not_left_out_of_a_program_within_departments) {
    Program program(7, 1);
    program.pool.mode = Mode::within_group;
    program.pool.people[0].department_id = 99;
    const Groups groups = program.play();
    EXPECT(groups.left_out.empty());
    expect_everybody_once(program.pool, groups);
}

TEST(larger_groups_are_even_and_never_above_their_size) {
    for (std::size_t size = 3; size <= 8; ++size) {
        for (std::size_t people = 2; people <= 40; people += 1 + people / 8) {
            Program program(people);
            program.pool.group_size = size;
            for (int i = 0; i < 2; ++i) {
                const Groups groups = program.play();
                expect_everybody_once(program.pool, groups);
                EXPECT(groups.left_out.empty());
                const auto [least, most] = std::ranges::minmax(groups.groups, {}, &std::vector<std::int64_t>::size);
                EXPECT(most.size() <= size);
                EXPECT(most.size() - least.size() <= 1);
            }
        }
    }
}
