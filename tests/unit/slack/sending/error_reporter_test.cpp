#include "slack/sending/error_reporter.hpp"
#include "test.hpp"

using namespace gracy;
using slack::error_report_text;
using slack::ErrorReport;

namespace {

const base::Timestamp at{std::chrono::seconds(1'800'000'000)};

/// As full as a report gets.
ErrorReport fullest() {
    ErrorReport report;
    for (int i = 0; i < 8; ++i) {
        report.errors.push_back({.summary = "dead job " + std::string(380, 'a'),
                                 .times = 1'000'000,
                                 .first_at = at,
                                 .last_at = at + std::chrono::hours(1)});
    }
    report.more_kinds = 992;
    report.more_times = 1'000'000;
    report.left_out = 1'000'000;
    return report;
}

}  // namespace

TEST(report_says_what_went_wrong_how_often_and_when) {
    ErrorReport report;
    report.errors.push_back({.summary = "a <b> & c", .times = 1, .first_at = at, .last_at = at});
    const std::string english = error_report_text(report, http::Language::english);
    EXPECT(english.contains(
        "once, <!date^1800000000^{date_num} {time_secs}|2027-01-15 08:00:00 UTC>: `a &lt;b&gt; &amp; c`"));
    EXPECT(!english.contains("more kinds") && !english.contains("left out: there"));
    report.errors[0].times = 3;
    EXPECT(error_report_text(report, http::Language::korean).contains("3번, <!date^1800000000^"));
}

TEST(report_is_no_longer_than_a_message_in_either_language) {
    for (const auto language : {http::Language::english, http::Language::korean}) {
        const std::string text = error_report_text(fullest(), language);
        EXPECT(text.contains("992") && text.contains("1000000"));
        EXPECT(text.size() < 6'000);
    }
}
