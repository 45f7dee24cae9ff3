#include "http/timestamp.hpp"

#include "base/json_writer.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::http;

namespace {

std::string shown(std::string_view text) {
    const auto timestamp = parse_timestamp(text);
    return timestamp ? base::to_text(*timestamp) : "(none)";
}

}  // namespace

TEST(instants_are_read_in_utc) {
    EXPECT_EQ(shown("2026-11-21T09:30:00Z"), "2026-11-21T09:30:00.000000Z");
    EXPECT_EQ(shown("2026-11-21t18:30:00.5+09:00"), "2026-11-21T09:30:00.500000Z");
    EXPECT_EQ(shown("2026-11-21T00:30:00.123456-09:30"), "2026-11-21T10:00:00.123456Z");
    EXPECT_EQ(shown("2024-02-29T23:59:59z"), "2024-02-29T23:59:59.000000Z");
}

TEST(what_is_no_instant_is_refused) {
    for (const char* text : {"",
                             "2026-11-21",
                             "2026-11-21T09:30Z",
                             "2026-11-21T09:30:00",
                             "2026-11-21 09:30:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-01-01T24:00:00Z",
                             "2026-01-01T00:60:00Z",
                             "2026-01-01T00:00:60Z",
                             "2026-01-01T00:00:00.Z",
                             "2026-01-01T00:00:00.1234567Z",
                             "2026-01-01T00:00:00+24:00",
                             "2026-01-01T00:00:00+0900",
                             "2026-01-01T00:00:00ZZ",
                             "0000-01-01T00:00:00Z",
                             "20260101T000000Z",
                             "+026-01-01T00:00:00Z"}) {
        EXPECT_EQ(shown(text), "(none)");
    }
}

TEST(a_day_is_written_in_one_way) {
    EXPECT(parse_date("2026-11-21") == base::Date(std::chrono::year(2026) / 11 / 21));
    for (const std::string_view text :
         {"", "2026-11-31", "2026-1-1", "0000-01-01", "2026-11-21 ", "2026-11-21T00:00:00Z", "21.11.2026"}) {
        EXPECT(!parse_date(text));
    }
}

TEST(times_of_day_have_one_spelling) {
    for (const char* good : {"00:00", "09:30", "23:59"}) {
        EXPECT(is_time_of_day(good));
    }
    for (const char* bad : {"", "9:30", "24:00", "12:60", "12:30:00", "1a:00", "12-30"}) {
        EXPECT(!is_time_of_day(bad));
    }
}

TEST(an_instant_outside_of_the_years_that_are_written_is_none) {
    EXPECT(parse_timestamp("9999-12-31T23:59:59Z").has_value());
    EXPECT(!parse_timestamp("9999-12-31T23:59:59-12:00").has_value());
    EXPECT(!parse_timestamp("0001-01-01T00:00:00+23:59").has_value());
}
