#include "staking/crowd/track_record.hpp"
#include "test.hpp"

using gracy::base::Timestamp;
using gracy::staking::TrackRecord;
using namespace std::chrono_literals;

namespace {

const Timestamp start{std::chrono::hours(450'000)};

TrackRecord with_answers(int count, std::chrono::milliseconds took = 50ms) {
    TrackRecord record;
    for (int i = 0; i < count; ++i) {
        record.answered(start, took);
    }
    return record;
}

}  // namespace

TEST(a_lie_costs_more_than_a_failure_and_weighs_half_as_much_a_day_later) {
    TrackRecord honest = with_answers(100);
    TrackRecord failing = with_answers(100);
    failing.failed();
    TrackRecord liar = with_answers(100);
    liar.lied(start);
    EXPECT(honest.score(start, 0) > failing.score(start, 0));
    EXPECT(failing.score(start, 0) > liar.score(start, 0));
    EXPECT_EQ(liar.past(start + 24h).lies, 0.5);
    EXPECT_EQ(liar.past(start + 48h).answers, 25.0);
}

TEST(a_lie_is_outlived_by_answers) {
    TrackRecord liar = with_answers(50);
    liar.lied(start);
    const double at_once = liar.score(start, 0);
    for (int i = 0; i < 1000; ++i) {
        liar.answered(start + 72h, 50ms);
    }
    EXPECT(liar.score(start + 72h, 0) > 1.5 * at_once);
}

TEST(the_past_outlives_a_worker) {
    TrackRecord record;
    record.restore(start, {.answers = 40, .lies = 2});
    EXPECT_EQ(record.past(start + 24h).answers, 20.0);
    EXPECT_EQ(record.past(start + 24h).lies, 1.0);
    record.lied(start + 24h);
    EXPECT_EQ(record.past(start + 24h).lies, 2.0);
}

TEST(few_answers_prove_little) {
    EXPECT(with_answers(50).score(start, 0) > 2 * with_answers(2).score(start, 0));
}

TEST(who_lags_or_is_slow_is_preferred_less) {
    const TrackRecord record = with_answers(50);
    EXPECT(record.score(start, 0) > 2 * record.score(start, 2));
    EXPECT(record.score(start, 0) > with_answers(50, 1500ms).score(start, 0));
}

TEST(only_the_last_fifty_answers_count) {
    TrackRecord record = with_answers(50, 1000ms);
    for (int i = 0; i < 50; ++i) {
        record.answered(start, 10ms);
    }
    EXPECT_EQ(record.latency(0.95)->count(), 10);
    EXPECT(!TrackRecord().latency(0.5));
}
