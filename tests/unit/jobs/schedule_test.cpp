#include "jobs/schedule.hpp"
#include "test.hpp"

#include <stdexcept>

using gracy::base::Timestamp;
using gracy::jobs::last_slot;
using gracy::jobs::Schedule;
using gracy::jobs::Slots;
using namespace std::chrono_literals;

namespace {

Timestamp at(int hour, int minute, int second = 0) {
    using namespace std::chrono;
    return Timestamp(sys_days(2026y / November / 21)) + hours(hour) + minutes(minute) + seconds(second);
}

Schedule hourly(std::chrono::seconds catch_up = 1h) {
    return {"hourly", 1h, catch_up, {}};
}

}  // namespace

TEST(slots_are_the_same_whenever_a_process_started) {
    EXPECT(last_slot(hourly(), at(12, 30)) == at(12, 0));
    EXPECT(last_slot(hourly(), at(12, 0)) == at(12, 0));
    EXPECT(last_slot(hourly(), at(12, 0) - 1us) == at(11, 0));
    EXPECT(last_slot({"minutely", 1min, 1min, {}}, at(12, 30, 59)) == at(12, 30));
}

TEST(a_slot_is_due_until_it_is_settled_and_the_next_one_after_it) {
    Slots slots({hourly()});
    auto due = slots.due(at(12, 30));
    EXPECT_EQ(due.size(), 1u);
    EXPECT(due[0].slot == at(12, 0));
    EXPECT_EQ(slots.due(at(12, 31)).size(), 1u);
    slots.settle(due[0]);
    EXPECT(slots.due(at(12, 59)).empty());
    due = slots.due(at(13, 0));
    EXPECT_EQ(due.size(), 1u);
    EXPECT(due[0].slot == at(13, 0));
}

TEST(of_many_missed_slots_only_the_last_is_due) {
    Slots slots({hourly()});
    slots.settle(slots.due(at(3, 0))[0]);
    const auto due = slots.due(at(12, 5));
    EXPECT_EQ(due.size(), 1u);
    EXPECT(due[0].slot == at(12, 0));
}

TEST(a_slot_missed_for_longer_than_its_schedule_allows_is_not_made_up_for) {
    const Slots slots({hourly(10min)});
    EXPECT_EQ(slots.due(at(12, 10)).size(), 1u);
    EXPECT(slots.due(at(12, 10, 1)).empty());
}

TEST(a_clock_that_is_set_back_stops_no_schedule) {
    Slots slots({hourly()});
    slots.settle(slots.due(at(20, 0))[0]);
    const auto due = slots.due(at(11, 30));
    EXPECT_EQ(due.size(), 1u);
    EXPECT(due[0].slot == at(11, 0));
    slots.settle(due[0]);
    EXPECT(slots.due(at(11, 31)).empty());
    EXPECT_EQ(slots.due(at(12, 0)).size(), 1u);
}

TEST(schedules_do_not_touch_one_another) {
    Slots slots({hourly(), {"minutely", 1min, 1min, {}}});
    auto due = slots.due(at(12, 0, 30));
    EXPECT_EQ(due.size(), 2u);
    slots.settle(due[1]);
    due = slots.due(at(12, 0, 31));
    EXPECT_EQ(due.size(), 1u);
    EXPECT_EQ(due[0].schedule, 0u);
}

TEST(the_next_slot_is_never_further_than_an_hour_nor_now) {
    EXPECT(Slots({hourly()}).until_next(at(12, 59, 59)) == 1s);
    EXPECT(Slots({hourly()}).until_next(at(12, 0)) == 1h);
    EXPECT(Slots({hourly()}).until_next(at(13, 0) - 1us) == 1ms);
    EXPECT(Slots({{"daily", 24h, 1h, {}}}).until_next(at(12, 0)) == 1h);
}

TEST(a_schedule_without_a_period_is_a_mistake) {
    EXPECT_THROW(std::logic_error, Slots({{"never", 0s, 1s, {}}}));
}
