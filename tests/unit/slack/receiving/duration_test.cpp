#include "slack/receiving/duration.hpp"

#include "test.hpp"

#include <string>
#include <vector>

using namespace gracy::slack;

namespace {

std::optional<Duration> read(std::vector<std::string_view> words) {
    return read_duration(words);
}

std::int64_t hours(std::vector<std::string_view> words) {
    const auto duration = read_duration(words);
    return duration ? duration->number * duration->unit_hours : -1;
}

std::int64_t hours_of(const std::string& word) {
    return hours({word});
}

}  // namespace

TEST(length_of_time_is_a_number_and_a_unit_in_one_word_or_in_two) {
    for (const std::string_view unit : {"h", "hour", "hours", "시간", "H"}) {
        EXPECT_EQ(hours({"3", unit}), 3);
        EXPECT_EQ(hours_of("3" + std::string(unit)), 3);
    }
    for (const std::string_view unit : {"d", "day", "days", "일", "일간"}) {
        EXPECT_EQ(hours({"3", unit}), 72);
        EXPECT_EQ(hours_of("3" + std::string(unit)), 72);
    }
    for (const std::string_view unit : {"w", "week", "Weeks", "주", "주간", "주일"}) {
        EXPECT_EQ(hours({"3", unit}), 504);
        EXPECT_EQ(hours_of("3" + std::string(unit)), 504);
    }
}

TEST(what_follows_is_not_part_of_it) {
    EXPECT_EQ(read({"2", "weeks", "Lunch"})->words, std::size_t{2});
    EXPECT_EQ(read({"2w", "Lunch"})->words, std::size_t{1});
    EXPECT_EQ(read({"2", "Lunch"})->words, std::size_t{1});
    EXPECT_EQ(read({"2", "Lunch"})->unit_hours, 0);
}

TEST(other_words_are_none_and_a_number_too_large_is_zero) {
    for (const std::string_view word : {"", "w", "3x", "3rd", "-3d", "Lunch", "22:00"}) {
        EXPECT(!read({word}));
    }
    EXPECT(!read({}));
    EXPECT_EQ(read({"99999999999999999999d"})->number, 0);
}
