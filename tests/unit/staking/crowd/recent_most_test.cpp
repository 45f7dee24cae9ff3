#include "staking/crowd/recent_most.hpp"
#include "test.hpp"

#include <chrono>

using gracy::base::Timestamp;
using gracy::staking::RecentMost;
using namespace std::chrono_literals;

TEST(the_most_of_an_hour_is_told_for_an_hour_and_then_the_next) {
    const Timestamp start{};
    RecentMost depths;
    EXPECT(depths.most(start) == 0);
    depths.add(start, 40);
    depths.add(start + 10min, 3);
    depths.add(start + 20min, 7);
    EXPECT(depths.most(start + 59min) == 40);
    EXPECT(depths.most(start + 60min) == 7);
    EXPECT(depths.most(start + 80min) == 0);
}
