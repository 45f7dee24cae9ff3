#include "slack/block_kit/days.hpp"
#include "test.hpp"

using namespace gracy;

TEST(a_day_is_written_as_its_reader_writes_it) {
    const base::Date day = std::chrono::year(2026) / 11 / 29;
    EXPECT_EQ(slack::day_in_words(day, http::Language::english), "Sunday, November 29, 2026");
    EXPECT_EQ(slack::day_in_words(day, http::Language::korean), "2026년 11월 29일 (일)");
    EXPECT_EQ(slack::day_in_words(day + std::chrono::days(7), http::Language::korean), "2026년 12월 6일 (일)");
}
