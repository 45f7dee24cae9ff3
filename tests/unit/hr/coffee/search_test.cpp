// How much a search of a large pool looks at.
#include "hr/coffee/search.hpp"

#include "program.hpp"

using namespace gracy::hr::coffee;
using namespace gracy::test;

namespace {

/// Of whom so many are of one team, and are to be kept apart.
Program of_one_team(std::size_t people, std::size_t team) {
    Program program(people, 25);
    for (Person& person : program.pool.people) {
        if (person.id <= static_cast<std::int64_t>(team)) {
            person.team_ids = {1};
        }
    }
    program.pool.apart_from_team = true;
    return program;
}

/// How many changes of places a search looks at.
std::uint64_t looks_at(const Pool& pool) {
    const PairCost cost(pool);
    Draw draw(pool.seed);
    Looks looks;
    search_groups(cost, draw, looks);
    return Looks().left - looks.left;
}

}  // namespace

TEST(a_team_that_is_most_of_ten_thousand_does_not_make_the_search_look_at_everybody_again_and_again) {
    Program program = of_one_team(10'000, 6'000);
    program.play();
    const Groups groups = program.play();
    expect_everybody_once(program.pool, groups);
    EXPECT_EQ(groups.left_out.size(), 2'000U);
    // Two thousand have no place, and a look at everybody for each of them is twenty million, pass after pass.
    EXPECT(looks_at(program.pool) < 5'000'000);
    program.pool.group_size = 4;
    EXPECT(looks_at(program.pool) < 5'000'000);
}

TEST(nobody_is_left_out_who_has_a_place_beside_a_team_that_is_most_of_a_pool) {
    for (const std::size_t team : {301U, 350U, 590U}) {
        Program program = of_one_team(600, team);
        for (int i = 0; i < 4; ++i) {
            EXPECT_EQ(program.play().left_out.size(), 2 * team - 600);
        }
    }
}

TEST(a_search_ends_with_its_looks_and_seats_everybody_all_the_same) {
    for (const std::size_t people : {200U, 2'000U}) {
        Program program = of_one_team(people, people / 2);
        const PairCost cost(program.pool);
        Draw draw(7);
        Looks looks{.left = 1'000};
        std::size_t seated = 0;
        for (const auto& group : search_groups(cost, draw, looks)) {
            seated += group.size();
        }
        EXPECT_EQ(looks.left, 0U);
        EXPECT_EQ(seated, people);
    }
}
