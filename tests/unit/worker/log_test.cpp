#include "worker/log.hpp"
#include "base/json.hpp"
#include "test.hpp"

using gracy::base::LogLevel;
using gracy::base::Timestamp;
using gracy::worker::log_line;
using gracy::worker::LogFormat;

namespace {
const Timestamp moment(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::milliseconds(1234));
}

TEST(a_text_line_says_when_how_grave_and_what) {
    EXPECT_EQ(log_line(LogFormat::text, moment, LogLevel::warning, "it happened"),
              std::string("2026-11-21T00:00:01.234000Z warning it happened\n"));
}

TEST(nobody_outside_writes_a_line_of_their_own) {
    EXPECT_EQ(log_line(LogFormat::text, moment, LogLevel::info, "a\nb\x1b[2J한글\x7f"),
              std::string("2026-11-21T00:00:01.234000Z info a\\x0ab\\x1b[2J한글\\x7f\n"));
    const std::string json = log_line(LogFormat::json, moment, LogLevel::info, "a\n\"b\"\x1b한글");
    EXPECT_EQ(json.find('\n'), json.size() - 1);
}

TEST(a_json_line_is_one_object) {
    const std::string line = log_line(LogFormat::json, moment, LogLevel::error, "say \"no\"\n");
    const auto json = gracy::base::Json::parse(line);
    EXPECT_EQ(json["time"].string().value(), std::string_view("2026-11-21T00:00:01.234000Z"));
    EXPECT_EQ(json["level"].string().value(), std::string_view("error"));
    EXPECT_EQ(json["message"].string().value(), std::string_view("say \"no\"\n"));
}
