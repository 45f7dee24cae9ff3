#include "http/retry_after.hpp"

#include "http/http_date.hpp"
#include "test.hpp"

using namespace gracy::http;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

namespace {

// The RFC's own instant.
constexpr sys_seconds instant = std::chrono::sys_days(1994y / 11 / 6) + 8h + 49min + 37s;
constexpr sys_seconds now = std::chrono::sys_days(2026y / 11 / 29) + 10h;

}  // namespace

TEST(all_three_forms_of_a_date_are_read) {
    for (const char* text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
        EXPECT(parse_http_date(text, now) == instant);
    }
    EXPECT(parse_http_date("Sun Nov 16 08:49:37 1994", now) == instant + std::chrono::days(10));
    EXPECT(parse_http_date("Sunday, 06-Nov-76 08:49:37 GMT", now) ==
           sys_seconds(std::chrono::sys_days(2076y / 11 / 6)) + 8h + 49min + 37s);
    EXPECT(parse_http_date("Sunday, 06-Nov-77 08:49:37 GMT", now) ==
           sys_seconds(std::chrono::sys_days(1977y / 11 / 6)) + 8h + 49min + 37s);
    EXPECT(parse_http_date("Tue, 29 Feb 2028 23:59:60 GMT", now).has_value());
}

TEST(what_is_no_date_of_http_is_refused) {
    for (const char* text :
         {"", "7", "Sun", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
          "Sun, 6 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 31 Nov 1994 08:49:37 GMT",
          "Sun, 00 Nov 1994 08:49:37 GMT", "Tue, 29 Feb 2027 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
          "Sun, 06 Nov 1994 08:60:37 GMT", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
          "Sun, 06 Nov -994 08:49:37 GMT", "1994-11-06T08:49:37Z"}) {
        EXPECT(!parse_http_date(text, now));
    }
    EXPECT(!parse_http_date(std::string(100'000, 'S'), now));
}

TEST(seconds_and_dates_say_how_long_to_wait) {
    EXPECT(retry_after("7", std::nullopt, now) == 7s);
    EXPECT(retry_after("007", std::nullopt, now) == 7s);
    EXPECT(retry_after("Sun, 29 Nov 2026 10:02:00 GMT", std::nullopt, now) == 120s);
    // By the server's clock, which is an hour behind.
    EXPECT(retry_after("Sun, 29 Nov 2026 09:02:00 GMT", "Sun, 29 Nov 2026 09:00:00 GMT", now) == 120s);
    EXPECT(retry_after("Sun, 29 Nov 2026 10:02:00 GMT", "yesterday", now) == 120s);
    EXPECT(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", std::nullopt, now) == 0s);
    EXPECT(retry_after("9223372036854775807", std::nullopt, now) >= 24h);
    EXPECT(retry_after("Fri, 31 Dec 9999 23:59:59 GMT", std::nullopt, now) >= 24h);
    for (const char* text : {"", "-1", "soon", "7 s", "99999999999999999999"}) {
        EXPECT(!retry_after(text, std::nullopt, now));
    }
    EXPECT(!retry_after(std::nullopt, std::nullopt, now));
}
