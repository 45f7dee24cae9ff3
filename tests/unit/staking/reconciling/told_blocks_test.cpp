// Who has told of which blocks, and who of them has left one out.
#include "staking/reconciling/told_blocks.hpp"
#include "../crowd/nobody_answers.hpp"
#include "test.hpp"

#include <chrono>

using namespace gracy;
using namespace gracy::staking;

namespace {

struct World {
    staking::test::NobodyAnswers http;
    ethereum::HeaderForms forms;
    Provider one{{.name = "one", .group = "of-one", .url = "http://one/"}, http, std::chrono::seconds(5), forms};
    Provider two{{.name = "two", .group = "of-two", .url = "http://two/"}, http, std::chrono::seconds(5), forms};
    ToldBlocks told;

    void tells(Provider& by, std::int64_t first, std::int64_t last, std::set<std::int64_t> blocks,
               std::int64_t answers_for = 1'000'000'000) {
        told.add({first, last, std::move(blocks), &by, {}, answers_for});
    }
    std::vector<std::string> who_left_out(std::int64_t block) {
        std::vector<std::string> names;
        for (const ToldBlocks::Told& each : told.take_who_left_out(block)) {
            names.push_back(each.by->name());
        }
        return names;
    }
};

using Names = std::vector<std::string>;

}  // namespace

TEST(who_left_a_block_out_is_found_once_and_who_told_it_or_was_not_asked_is_not) {
    World world;
    world.tells(world.one, 1, 100, {7});
    world.tells(world.two, 50, 59, {55});
    world.tells(world.one, 101, 200, {});
    EXPECT(world.who_left_out(7).empty());
    EXPECT(world.who_left_out(55) == Names{"one"});
    EXPECT(world.who_left_out(55).empty());
    EXPECT(world.who_left_out(200) == Names{"one"});
    EXPECT(world.who_left_out(201).empty());
}

TEST(nobody_has_left_out_what_is_above_the_blocks_that_it_answers_for) {
    World world;
    world.tells(world.one, 1, 100, {}, 40);
    EXPECT(world.who_left_out(41).empty());
    EXPECT(world.who_left_out(40) == Names{"one"});
}

TEST(groups_that_told_of_some_of_the_blocks_are_named) {
    World world;
    world.tells(world.one, 1, 100, {});
    world.tells(world.two, 90, 95, {});
    EXPECT((world.told.groups(96, 300) == std::set<std::string>{"of-one"}));
    EXPECT((world.told.groups(80, 90) == std::set<std::string>{"of-one", "of-two"}));
    EXPECT(world.told.groups(101, 300).empty());
    world.told.clear();
    EXPECT(world.told.groups(1, 300).empty());
}

/// Each of a long history's events is looked up in all that was told: with every answer walked through this took hours.
TEST(long_history_is_searched_for_each_of_its_events_in_a_moment) {
    constexpr std::int64_t answers = 240'000;
    World world;
    for (std::int64_t i = 0; i < answers; ++i) {
        world.tells(world.one, 10 * i, 10 * i + 9, {10 * i});
    }
    const auto began = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < answers; ++i) {
        EXPECT(world.told.take_who_left_out(10 * i).empty());
    }
    EXPECT(std::chrono::steady_clock::now() - began < std::chrono::seconds(60));
}
