#include "http/json_body.hpp"

#include "request.hpp"
#include "test.hpp"

#include <fmt/format.h>

using namespace gracy;
using namespace gracy::http;

namespace {

/// "pointer:code" of every error that `finish` reports.
std::string errors_of(JsonBody& body) {
    const Problem problem = EXPECT_THROW(Problem, body.finish());
    EXPECT_EQ(problem.status(), 422);
    std::string text;
    for (const FieldError& error : problem.errors()) {
        text += (text.empty() ? "" : " ") + error.name + ":" + error.code;
    }
    return text;
}

}  // namespace

TEST(fields_are_taken_by_name) {
    const auto request = test::make_json_request(
        R"({"name":"김","points":3,"who":["1","2"],"scopes":["a"],"visibility":"private","none":null,"at":"2026-11-21T00:00:00Z"})");
    JsonBody body(*request);
    EXPECT_EQ(body.text("name", {1, 1}), "김");
    EXPECT_EQ(body.integer("points", 1, 10), 3);
    EXPECT_EQ(body.ids("who", 1, 10).size(), 2U);
    EXPECT_EQ(body.texts("scopes", 1, 2, {1, 5}).front(), "a");
    EXPECT_EQ(body.optional_choice("visibility", {"public", "private"}).value(), "private");
    EXPECT(!body.optional_text("none", {1, 5}));
    EXPECT(!body.optional_integer("missing", 0, 1));
    EXPECT(body.optional_timestamp("at").has_value());
    body.finish();
}

TEST(everything_that_is_wrong_is_named_by_its_pointer) {
    const auto request = test::make_json_request(
        R"({"name":7,"points":"3","who":["x",5,"2"],"extra":1,"a/b~c":1,"visibility":"secret","empty":"","none":null})");
    JsonBody body(*request);
    body.text("name", {1, 5});
    body.integer("points", 1, 10);
    body.ids("who", 1, 10);
    body.optional_choice("visibility", {"public"});
    body.text("empty", {1, 5});
    body.text("none", {1, 5});
    body.integer("missing", 1, 10);
    EXPECT_EQ(errors_of(body),
              "#/name:wrong_type #/points:wrong_type #/who/0:not_an_id #/who/1:wrong_type #/visibility:not_one_of "
              "#/empty:bad_length #/none:required #/missing:required #/extra:unknown_field #/a~1b~0c:unknown_field");
}

TEST(numbers_are_whole_and_in_range) {
    const auto request = test::make_json_request(R"({"a":1.0,"b":11,"c":true})");
    JsonBody body(*request);
    body.integer("a", 1, 10);
    body.integer("b", 1, 10);
    body.optional_integer("c", 1, 10);
    EXPECT_EQ(errors_of(body), "#/a:wrong_type #/b:out_of_range #/c:wrong_type");
}

TEST(lists_have_a_size) {
    const auto request = test::make_json_request(R"({"none":[],"many":["1","2","3"],"text":"1"})");
    JsonBody body(*request);
    body.ids("none", 1, 2);
    body.ids("many", 1, 2);
    body.texts("text", 1, 2, {1, 2});
    EXPECT_EQ(errors_of(body), "#/none:bad_size #/many:bad_size #/text:wrong_type");
}

TEST(text_is_composed_and_has_no_control_characters) {
    const auto request = test::make_json_request(
        "{\"a\":\"\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7\\n\\t\",\"b\":\"x\\u0007\",\"c\":\"\\u007f\"}");
    JsonBody body(*request);
    EXPECT_EQ(body.text("a", {1, 3}), "김\n\t");
    body.text("b", {1, 3});
    body.text("c", {1, 3});
    EXPECT_EQ(errors_of(body), "#/b:control_character #/c:control_character");
}

TEST(a_secret_is_taken_as_it_is) {
    const auto request =
        test::make_json_request("{\"a\":\"\xe1\x84\x80\xe1\x85\xb5\\u0001\",\"b\":\"\",\"c\":1,\"d\":\"12345678901\"}");
    JsonBody body(*request);
    EXPECT_EQ(body.secret("a", 10), "\xe1\x84\x80\xe1\x85\xb5\x01");
    body.secret("b", 10);
    body.secret("c", 10);
    body.secret("d", 10);
    EXPECT_EQ(errors_of(body), "#/b:bad_length #/c:wrong_type #/d:bad_length");
}

TEST(a_timestamp_is_one) {
    const auto request = test::make_json_request(R"({"a":"yesterday","b":5})");
    JsonBody body(*request);
    body.optional_timestamp("a");
    body.optional_timestamp("b");
    EXPECT_EQ(errors_of(body), "#/a:not_a_timestamp #/b:not_a_timestamp");
}

TEST(a_body_is_one_object) {
    for (const char* text : {"", "[]", "{} {}", "nonsense", "{\"a\":1,\"a\":2}"}) {
        const auto request = test::make_json_request(text);
        EXPECT_EQ(EXPECT_THROW(Problem, JsonBody(*request)).code(), "malformed-json");
    }
}

TEST(a_malformed_body_is_shown_where) {
    const auto request = test::make_json_request("{\"a\":\n  oops}");
    const Problem problem = EXPECT_THROW(Problem, JsonBody(*request));
    EXPECT(problem.detail()->english.starts_with("Line 2, column"));
    EXPECT(problem.detail()->korean.starts_with("2번째 줄"));
}

TEST(what_is_wrong_with_a_body_is_said_in_both_languages) {
    const auto detail = [](std::string_view text) {
        const auto request = test::make_json_request(text);
        return *EXPECT_THROW(Problem, JsonBody(*request)).detail();
    };
    const Sentence nul = detail("{\"a\":\"\\u0000\"}");
    EXPECT(nul.english.ends_with(": the character U+0000 is not allowed."));
    EXPECT(nul.korean.ends_with(": U+0000 문자는 쓸 수 없어요."));
    EXPECT(detail("{\"a\":9223372036854775808}").korean.ends_with(": 숫자가 너무 커요."));
    EXPECT(detail("{\"a\":1,\"a\":2}").korean.ends_with(": 같은 항목이 두 번 있어요."));
    EXPECT(detail("{\"a\":").korean.ends_with(": 본문이 중간에 끝나요."));
    EXPECT(detail("{\"a\": oops}").korean.ends_with(": JSON 문법에 맞지 않아요."));
}

TEST(an_address_that_reads_no_body_names_the_fields_that_it_was_sent) {
    for (const std::string_view silent : {"", "{}", " {} "}) {
        refuse_body(*test::make_json_request(silent));
    }
    const Problem problem =
        EXPECT_THROW(Problem, refuse_body(*test::make_json_request(R"({"send_at":"2026-12-01T09:00:00Z","x":1})")));
    EXPECT_EQ(problem.status(), 400);
    EXPECT_EQ(problem.code(), "unexpected-body");
    EXPECT_EQ(problem.errors().size(), 2U);
    EXPECT_EQ(problem.errors().front().name, "#/send_at");
    EXPECT_EQ(problem.errors().front().code, "unknown_field");
    for (const std::string_view other : {"[]", "[1]", "send_at=1", "{\"a\":", " "}) {
        EXPECT(EXPECT_THROW(Problem, refuse_body(*test::make_json_request(other))).errors().empty());
    }
}

TEST(another_media_type_is_refused) {
    const auto request = test::make_request({.headers = {{"Content-Type", "text/plain"}}, .body = "{}"});
    EXPECT_EQ(EXPECT_THROW(Problem, JsonBody(*request)).status(), 415);
}

TEST(a_pointer_is_a_uri_fragment) {
    EXPECT_EQ(pointer_to("a/b~ c김"), "#/a~1b~0%20c%EA%B9%80");
    EXPECT_EQ(pointer_to("who", 2), "#/who/2");
}

TEST(a_change_knows_what_is_there_and_what_is_null) {
    const auto request = test::make_json_request(R"({"title":null,"name":"\u1100\u1161"})");
    JsonBody body(*request);
    EXPECT(body.has("title") && body.has("name") && !body.has("other"));
    EXPECT(!body.optional_text("title", {1, 10}));
    EXPECT_EQ(body.optional_text("name", {1, 10}).value(), "가");
    body.keeps({"name", "other"});
    body.finish();
    EXPECT_EQ(body.normalized(), R"({"title":null,"name":"가"})");
}

TEST(a_change_cannot_take_away_what_has_to_be_there) {
    const auto request = test::make_json_request(R"({"name":null})");
    JsonBody body(*request);
    EXPECT(!body.optional_text("name", {1, 10}));
    body.keeps({"name"});
    EXPECT_EQ(errors_of(body), "#/name:required");
}

TEST(days_flags_ids_and_choices_are_read_strictly) {
    const auto request = test::make_json_request(
        R"({"on":"2028-02-29","bad_on":"2027-02-29","at_all":true,"bad_flag":"true","id":"7","bad_id":7,"kind":"a","bad_kind":"c"})");
    JsonBody body(*request);
    EXPECT(body.date("on") == base::Date(std::chrono::year(2028) / 2 / 29));
    EXPECT(body.boolean("at_all"));
    EXPECT_EQ(body.id("id"), 7);
    EXPECT_EQ(body.choice("kind", {"a", "b"}), "a");
    static_cast<void>(body.date("bad_on"));
    static_cast<void>(body.boolean("bad_flag"));
    static_cast<void>(body.optional_id("bad_id"));
    static_cast<void>(body.choice("bad_kind", {"a", "b"}));
    static_cast<void>(body.id("missing"));
    EXPECT_EQ(errors_of(body),
              "#/bad_on:not_a_date #/bad_flag:wrong_type #/bad_id:wrong_type #/bad_kind:not_one_of #/missing:required");
}

TEST(of_very_many_faults_the_first_are_named) {
    std::string many = "{";
    for (int i = 0; i < 10'000; ++i) {
        many += fmt::format("\"f{}\":1,", i);
    }
    many.back() = '}';
    const auto request = test::make_json_request(many);
    JsonBody body(*request);
    const Problem problem = EXPECT_THROW(Problem, body.finish());
    EXPECT_EQ(problem.errors().size(), 51U);
    EXPECT_EQ(problem.errors().back().code, "further_errors");
    const Problem unexpected = EXPECT_THROW(Problem, refuse_body(*request));
    EXPECT_EQ(unexpected.errors().size(), 51U);
}

TEST(a_name_of_any_length_is_shown_shortened) {
    const std::string text = fmt::format(R"({{"{}":1}})", std::string(100'000, '/'));
    const auto request = test::make_json_request(text);
    JsonBody body(*request);
    const Problem problem = EXPECT_THROW(Problem, body.finish());
    EXPECT(problem.errors().front().name.size() < 400);
}
