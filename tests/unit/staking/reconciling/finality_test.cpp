#include "staking/reconciling/finality.hpp"
#include "staking/crowd/crowd.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using namespace gracy::staking;
using namespace std::chrono_literals;

TEST(providers_that_know_less_final_than_before_are_waited_for_an_hour) {
    base::ManualClock clock{base::Timestamp(1'800'000'000s)};
    ContractStatus status;
    const std::string label = "staking";
    Finality finality(clock, label, status);
    finality.check(100, 90);
    EXPECT_EQ(status.finality_behind, 10);
    clock.advance(1h - 1s);
    finality.check(100, 99);
    EXPECT_EQ(status.finality_behind, 1);
    clock.advance(1s);
    EXPECT_THROW(ChainError, finality.check(100, 99));
    finality.check(100, 100);
    EXPECT_EQ(status.finality_behind, 0);
    // It begins anew.
    clock.advance(1h);
    finality.check(100, 99);
    EXPECT_EQ(status.finality_behind, 1);
}
