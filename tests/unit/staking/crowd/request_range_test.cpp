#include "staking/crowd/request_range.hpp"
#include "test.hpp"

using gracy::staking::RequestRange;

TEST(a_range_begins_with_the_most_and_stays_there_while_it_is_answered) {
    RequestRange range(2000);
    EXPECT_EQ(range.size(), 2000);
    range.answered(2000);
    EXPECT_EQ(range.size(), 2000);
}

TEST(a_refused_range_is_halved_down_to_one_block) {
    RequestRange range(2000);
    for (int i = 0; i < 20; ++i) {
        range.refused(range.size());
    }
    EXPECT_EQ(range.size(), 1);
}

TEST(a_small_request_that_is_answered_says_nothing_about_larger_ones) {
    RequestRange range(2000);
    range.refused(2000);
    range.answered(3);
    EXPECT_EQ(range.size(), 1000);
}

TEST(a_range_creeps_up_to_a_limit_without_running_into_it_every_time) {
    constexpr int limit = 333;
    RequestRange range(2000);
    int refusals = 0;
    int answers = 0;
    int blocks = 0;
    while (blocks < 100'000) {
        if (range.size() > limit) {
            range.refused(range.size());
            ++refusals;
        } else {
            blocks += static_cast<int>(range.size());
            range.answered(range.size());
            ++answers;
        }
    }
    EXPECT(refusals * 5 <= answers);
    EXPECT(answers <= 2 * 100'000 / limit);
}

TEST(a_range_that_was_learned_before_is_where_it_begins_and_creeps_on) {
    RequestRange range(2000, 300);
    EXPECT_EQ(range.size(), 300);
    range.answered(300);
    EXPECT_EQ(range.size(), 330);
}

TEST(a_learned_range_is_never_more_than_what_is_configured_now) {
    EXPECT_EQ(RequestRange(100, 300).size(), 100);
    EXPECT_EQ(RequestRange(100, 0).size(), 1);
}

TEST(a_limit_that_is_lifted_is_forgotten) {
    RequestRange range(2000);
    while (range.size() > 10) {
        range.refused(range.size());
    }
    int answers = 0;
    while (range.size() < 2000) {
        range.answered(range.size());
        ++answers;
    }
    EXPECT(answers < 80);
}

TEST(what_was_answered_before_is_not_too_large_when_less_than_usual_is_refused) {
    RequestRange range(2000);
    EXPECT(range.may_be_too_large(2000));
    EXPECT(range.may_be_too_large(3));
    range.answered(500);
    EXPECT(range.may_be_too_large(2000));
    EXPECT(range.may_be_too_large(501));
    EXPECT(!range.may_be_too_large(500));
}
