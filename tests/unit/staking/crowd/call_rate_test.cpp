#include "staking/crowd/call_rate.hpp"
#include "test.hpp"

using gracy::staking::CallRate;
using namespace std::chrono_literals;

namespace {

const CallRate::Time start{1000h};

/// Calls as often as it may from `from` on, for a second.
int calls_in_a_second(CallRate& rate, CallRate::Time from) {
    int calls = 0;
    for (auto now = from; now < from + 1s; now += 1ms) {
        if (rate.wait(now) == 0ms) {
            rate.called(now);
            ++calls;
        }
    }
    return calls;
}

}  // namespace

TEST(nobody_is_limited_before_they_refuse) {
    CallRate rate;
    EXPECT_EQ(calls_in_a_second(rate, start), 1000);
    EXPECT(!rate.limit(start + 1s));
    EXPECT_EQ(rate.room(start + 1s), 1.0);
}

TEST(a_refusal_halves_what_was_called_after_a_pause) {
    CallRate rate;
    for (int i = 0; i < 40; ++i) {
        rate.called(start);
    }
    rate.refused(start, std::nullopt);
    EXPECT_EQ(rate.wait(start), 1000ms);
    EXPECT_EQ(rate.room(start), 0.0);
    EXPECT_EQ(*rate.limit(start), 20.0);
    const int calls = calls_in_a_second(rate, start + 3s);
    // A second's worth that has gathered, and what comes in this one.
    EXPECT(calls >= 38 && calls <= 41);
    EXPECT(calls_in_a_second(rate, start + 4s) <= 21);
}

TEST(refusals_of_one_moment_are_one) {
    CallRate rate;
    for (int i = 0; i < 40; ++i) {
        rate.called(start);
    }
    for (int i = 0; i < 5; ++i) {
        rate.refused(start + 1ms, std::nullopt);
    }
    EXPECT(*rate.limit(start + 1ms) >= 20.0);
}

TEST(it_comes_again_when_it_is_told_to_and_not_after_ages) {
    CallRate rate;
    rate.called(start);
    rate.refused(start, 7s);
    EXPECT_EQ(rate.wait(start), 7000ms);
    EXPECT_EQ(rate.wait(start + 8s), 0ms);
    rate.refused(start + 8s, std::chrono::seconds(24h));
    EXPECT_EQ(rate.wait(start + 8s), 15min);
}

TEST(a_limit_that_was_learned_before_holds_from_the_first_call_on) {
    CallRate rate;
    rate.restore(start, 20);
    EXPECT(rate.wait(start) > 0ms);
    const int calls = calls_in_a_second(rate, start);
    EXPECT(calls >= 18 && calls <= 21);
    EXPECT(*rate.limit(start + 1min) > 20.9);
}

TEST(a_limit_never_falls_below_a_call_a_second_and_grows_by_one_a_minute) {
    CallRate rate;
    auto now = start;
    for (int i = 0; i < 10; ++i, now += 2s) {
        rate.called(now);
        rate.refused(now, std::nullopt);
    }
    const double after = *rate.limit(now);
    EXPECT(after >= 1 && after < 1.2);
    EXPECT(*rate.limit(now + 5min) > after + 4.9 && *rate.limit(now + 5min) < after + 5.1);
}
