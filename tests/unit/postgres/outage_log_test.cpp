#include "postgres/outage_log.hpp"

#include "base/log.hpp"
#include "test.hpp"

using namespace gracy;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> lines;

/// Takes the log's lines as long as it lives.
struct Lines {
    Lines() {
        lines.clear();
        base::set_log_sink([](base::LogLevel, std::string_view line) { lines.emplace_back(line); });
    }
    ~Lines() { base::set_log_sink({}); }
};

const postgres::OutageLog::Time start{};

}  // namespace

TEST(an_outage_that_every_connection_meets_is_told_once_a_minute) {
    const Lines taken;
    postgres::OutageLog log;
    for (int second = 0; second < 150; ++second) {
        for (int connection = 0; connection < 22; ++connection) {
            log.failed("refused", start + std::chrono::seconds(second));
        }
    }
    EXPECT(lines ==
           std::vector<std::string>({"postgres: cannot connect: refused",
                                     "postgres: cannot connect: refused (1320 attempts since the last line)",
                                     "postgres: cannot connect: refused (1320 attempts since the last line)"}));
}

TEST(another_reason_is_told_at_once) {
    const Lines taken;
    postgres::OutageLog log;
    for (int n = 0; n < 10; ++n) {
        log.failed("refused", start);
        log.failed("starting up", start + 1s);
    }
    EXPECT(lines ==
           std::vector<std::string>({"postgres: cannot connect: refused", "postgres: cannot connect: starting up"}));
}

TEST(an_outage_that_was_over_is_new) {
    const Lines taken;
    postgres::OutageLog log;
    log.over("not connected yet");
    log.failed("refused", start);
    log.failed("refused", start);
    log.over("refused");
    log.over("refused");
    log.failed("refused", start + 1s);
    EXPECT(lines == std::vector<std::string>({"postgres: cannot connect: refused",
                                              "postgres: connects again, after 1 more attempts",
                                              "postgres: cannot connect: refused"}));
}

TEST(trouble_that_is_worded_anew_each_time_is_not_kept_for_ever) {
    const Lines taken;
    postgres::OutageLog log;
    for (int n = 0; n < 100; ++n) {
        log.failed("trouble " + std::to_string(n), start + std::chrono::seconds(n));
    }
    log.failed("trouble 99", start + 100s);
    EXPECT_EQ(lines.size(), 100U);
    log.failed("trouble 0", start + 100s);
    EXPECT_EQ(lines.back(), std::string("postgres: cannot connect: trouble 0"));
}
