#include "base/metrics.hpp"

#include "test.hpp"

#include <cstring>
#include <limits>
#include <new>

using namespace gracy::base;
using namespace std::chrono_literals;

TEST(a_duration_falls_into_the_bucket_whose_bound_it_does_not_exceed) {
    Histogram histogram;
    histogram.observe(0us);
    histogram.observe(100us);
    histogram.observe(101us);
    histogram.observe(10s);
    histogram.observe(11s);
    EXPECT_EQ(histogram.bucket(0), 2u);
    EXPECT_EQ(histogram.bucket(1), 1u);
    EXPECT_EQ(histogram.bucket(Histogram::bounds.size() - 1), 1u);
    EXPECT_EQ(histogram.bucket(Histogram::bounds.size()), 1u);
    EXPECT_EQ(histogram.count(), 5u);
    EXPECT_EQ(histogram.sum().count(), 21'000'201);
}

TEST(a_clock_that_steps_back_counts_as_no_time) {
    Histogram histogram;
    histogram.observe(-5us);
    EXPECT_EQ(histogram.bucket(0), 1u);
    EXPECT_EQ(histogram.sum().count(), 0);
}

TEST(zeroed_memory_is_an_empty_histogram) {
    alignas(Histogram) std::array<unsigned char, sizeof(Histogram)> memory{};
    std::memset(memory.data(), 0, memory.size());
    auto* histogram = std::launder(reinterpret_cast<Histogram*>(memory.data()));
    histogram->observe(300us);
    EXPECT_EQ(histogram->count(), 1u);
    EXPECT_EQ(histogram->bucket(2), 1u);
}

TEST(counters_and_gauges_are_written_with_their_family) {
    Exposition page;
    page.family("gracy_requests_total", Exposition::Kind::counter, "Requests answered.");
    page.sample({{"surface", "hr"}, {"status", "2xx"}}, std::uint64_t{7});
    page.family("gracy_lag_seconds", Exposition::Kind::gauge, "Behind the primary.");
    page.sample({}, 0.25);
    EXPECT_EQ(std::move(page).text(),
              "# HELP gracy_requests_total Requests answered.\n"
              "# TYPE gracy_requests_total counter\n"
              "gracy_requests_total{surface=\"hr\",status=\"2xx\"} 7\n"
              "# HELP gracy_lag_seconds Behind the primary.\n"
              "# TYPE gracy_lag_seconds gauge\n"
              "gracy_lag_seconds 0.25\n");
}

TEST(label_values_cannot_leave_their_quotes) {
    Exposition page;
    page.family("m", Exposition::Kind::gauge, "Two\nlines and a \\.");
    page.sample({{"path", "a\"b\\c\nd"}}, std::uint64_t{1});
    EXPECT_EQ(std::move(page).text(),
              "# HELP m Two\\nlines and a \\\\.\n# TYPE m gauge\nm{path=\"a\\\"b\\\\c\\nd\"} 1\n");
}

TEST(numbers_that_are_none_are_spelled_as_prometheus_reads_them) {
    Exposition page;
    page.family("m", Exposition::Kind::gauge, "h");
    page.sample({}, std::numeric_limits<double>::quiet_NaN());
    page.sample({}, std::numeric_limits<double>::infinity());
    page.sample({}, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(std::move(page).text(), "# HELP m h\n# TYPE m gauge\nm NaN\nm +Inf\nm -Inf\n");
}

TEST(a_histogram_is_written_cumulatively_in_seconds) {
    Histogram histogram;
    histogram.observe(90us);
    histogram.observe(200us);
    histogram.observe(60s);
    Exposition page;
    page.family("gracy_request_seconds", Exposition::Kind::histogram, "h");
    page.sample({{"route", "/x"}}, histogram);
    const std::string text = std::move(page).text();
    EXPECT(text.contains("gracy_request_seconds_bucket{route=\"/x\",le=\"0.0001\"} 1\n"));
    EXPECT(text.contains("gracy_request_seconds_bucket{route=\"/x\",le=\"0.00025\"} 2\n"));
    EXPECT(text.contains("gracy_request_seconds_bucket{route=\"/x\",le=\"10\"} 2\n"));
    EXPECT(text.contains("gracy_request_seconds_bucket{route=\"/x\",le=\"+Inf\"} 3\n"));
    EXPECT(text.contains("gracy_request_seconds_sum{route=\"/x\"} 60.00029\n"));
    EXPECT(text.contains("gracy_request_seconds_count{route=\"/x\"} 3\n"));
}

TEST(an_unlabelled_histogram_still_has_bounds) {
    Exposition page;
    page.family("m", Exposition::Kind::histogram, "h");
    page.sample({}, Histogram());
    const std::string text = std::move(page).text();
    EXPECT(text.contains("m_bucket{le=\"0.0001\"} 0\n"));
    EXPECT(text.contains("m_count 0\n"));
}
