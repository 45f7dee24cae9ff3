#include "base/json_writer.hpp"

#include "base/json.hpp"
#include "test.hpp"

#include <limits>

using namespace gracy::base;
using namespace std::chrono_literals;

namespace {

template <class T>
std::string written(const T& value) {
    JsonWriter json;
    json.value(value);
    return json.take();
}

}  // namespace

TEST(an_object_is_written_field_by_field) {
    JsonWriter json(1);
    json.open_object();
    json.field<"id">(Id{42}).field<"name">("김민수").field<"title">(std::optional<std::string_view>());
    json.key<"tags">().open_array().value("a").value("b").close_array();
    json.key<"none">().open_array().close_array();
    json.key<"nested">().open_object().close_object();
    json.key("run\ttime").value(true);
    json.close_object();
    EXPECT_EQ(json.take(),
              R"({"id":"42","name":"김민수","title":null,"tags":["a","b"],"none":[],"nested":{},"run\ttime":true})");
}

TEST(a_string_that_ends_in_a_comma_keeps_it) {
    JsonWriter json;
    json.open_array().value(",").value(std::string("x,")).close_array();
    EXPECT_EQ(json.take(), R"([",","x,"])");
}

TEST(text_is_escaped_where_it_must_be) {
    EXPECT_EQ(written("a\"b\\c\nd\re\tf\x01g"), R"("a\"b\\c\nd\re\tf\u0001g")");
    EXPECT_EQ(written(std::string_view("\0", 1)), "\"\\u0000\"");
    EXPECT_EQ(written("/\x7f \xf0\x9f\x99\x8f"), "\"/\x7f \xf0\x9f\x99\x8f\"");
}

TEST(every_byte_is_escaped_alike_at_every_place) {
    for (int c = 1; c < 0x80; ++c) {
        for (std::size_t before = 0; before < 18; ++before) {
            for (std::size_t after = 0; after < 10; ++after) {
                const std::string text = std::string(before, 'x') + static_cast<char>(c) + std::string(after, 'y');
                const std::string json = "[" + written(text) + "]";
                EXPECT_EQ(Json::parse(json)[0].string().value(), text);
                const bool must = c < 0x20 || c == '"' || c == '\\';
                EXPECT_EQ(json.size() > text.size() + 4, must);
            }
        }
    }
}

TEST(numbers_are_written_exactly) {
    EXPECT_EQ(written(std::int64_t{-9223372036854775807 - 1}), "-9223372036854775808");
    EXPECT_EQ(written(std::int32_t{0}), "0");
    EXPECT_EQ(written(0.1), "0.1");
    EXPECT_EQ(written(1e300), "1e+300");
    EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(written(Id{9223372036854775807}), "\"9223372036854775807\"");
}

TEST(instants_are_written_in_utc) {
    const Timestamp moment = std::chrono::sys_days(2026y / 11 / 21) + 1h + 2min + 3s + 45us;
    EXPECT_EQ(written(moment), "\"2026-11-21T01:02:03.000045Z\"");
    EXPECT_EQ(written(Timestamp(-1us)), "\"1969-12-31T23:59:59.999999Z\"");
    EXPECT_EQ(to_text(moment), "2026-11-21T01:02:03.000045Z");
}

TEST(days_are_written_without_a_time) {
    EXPECT_EQ(written(Date(2024y / 2 / 29)), "\"2024-02-29\"");
    EXPECT_EQ(to_text(Date(1999y / 12 / 31)), "1999-12-31");
}

TEST(json_from_the_database_is_copied) {
    JsonWriter json;
    json.open_object().field<"recipients">(RawJson{R"([{"id":"1"}])"}).field<"x">(false).close_object();
    EXPECT_EQ(json.take(), R"({"recipients":[{"id":"1"}],"x":false})");
}

TEST(a_text_grows_beyond_what_was_expected) {
    JsonWriter json(1);
    json.open_array();
    std::string expected = "[";
    for (int i = 0; i < 1000; ++i) {
        json.value("0123456789\n");
        expected += R"("0123456789\n",)";
    }
    expected.back() = ']';
    EXPECT_EQ(json.close_array().take(), expected);
}
