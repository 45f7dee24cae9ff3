#include "slack/check_ins/quiet_command.hpp"

#include "test.hpp"

#include <vector>

using namespace gracy::slack;
using Step = QuietText::Step;

namespace {

QuietText parsed(std::vector<std::string_view> words) {
    return parse_quiet(words);
}

}  // namespace

TEST(quiet_hours_are_read_as_people_write_them) {
    for (const std::vector<std::string_view>& words : {std::vector<std::string_view>{"22:00-7:30"},
                                                       {"22-07:30"},
                                                       {"22:00~7:30"},
                                                       {"22:00", "07:30"},
                                                       {"22시", "7:30"}}) {
        const QuietText text = parse_quiet(words);
        EXPECT(text.step == Step::hours);
        EXPECT_EQ(text.from, "22:00");
        EXPECT_EQ(text.until, "07:30");
    }
    for (const std::string_view word : {"24:00-7:00", "22:60-7", "22:5-7", "a-b", "22:00-", "-1:00-2:00"}) {
        EXPECT(parsed({word}).step == Step::bad_time || parsed({word}).step == Step::help);
    }
}

TEST(pause_is_read_in_hours_days_and_weeks) {
    EXPECT_EQ(parsed({"2h"}).hours, 2);
    EXPECT_EQ(parsed({"3d"}).hours, 72);
    EXPECT_EQ(parsed({"1w"}).hours, 168);
    EXPECT_EQ(parsed({"2시간"}).hours, 2);
    EXPECT_EQ(parsed({"3일"}).hours, 72);
    EXPECT_EQ(parsed({"for", "1주"}).hours, 168);
    EXPECT_EQ(parsed({"3", "days"}).hours, 72);
    EXPECT_EQ(parsed({"3", "일"}).hours, 72);
    EXPECT_EQ(parsed({"for", "3", "days"}).hours, 72);
    EXPECT_EQ(parsed({"3일", "동안"}).hours, 72);
    EXPECT_EQ(parsed({"1", "week"}).hours, 168);
    EXPECT_EQ(parsed({"2", "시간"}).hours, 2);
    EXPECT(parsed({"22", "7"}).step == Step::hours);
    for (const std::string_view word : {"0d", "31d", "5w", "721h", "99999999999d"}) {
        EXPECT(parsed({word}).step == Step::bad_pause);
        EXPECT_EQ(parsed({word}).hours, 0);
    }
}

TEST(rest_is_shown_ended_or_explained) {
    EXPECT(parsed({}).step == Step::show);
    EXPECT(parsed({"end"}).step == Step::resume && parsed({"끝"}).step == Step::resume);
    EXPECT(parsed({"usual"}).step == Step::usual && parsed({"기본"}).step == Step::usual);
    EXPECT(parsed({"End"}).step == Step::resume && parsed({"그만"}).step == Step::resume);
    EXPECT_EQ(parsed({"please"}).unknown, "please");
    EXPECT(parsed({"도움말"}).step == Step::help && parsed({"도움말"}).unknown.empty());
    EXPECT(parsed({"please"}).step == Step::help && parsed({"a", "b", "c"}).step == Step::help);
}

TEST(wrong_length_of_time_is_told_what_is_allowed) {
    EXPECT(parsed({"31", "days"}).step == Step::bad_pause);
    EXPECT(parsed({"3"}).step == Step::bad_pause);
    EXPECT(parsed({"for", "a", "while"}).step == Step::bad_pause);
    EXPECT(parsed({"22", "x"}).step == Step::bad_time);
}
