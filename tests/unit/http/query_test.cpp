#include "http/query.hpp"

#include "test.hpp"

using namespace gracy::http;

namespace {

/// "name:code" of every error that `finish` reports.
std::string errors_of(QueryReader& query) {
    const Problem problem = EXPECT_THROW(Problem, query.finish());
    EXPECT_EQ(problem.status(), 400);
    std::string text;
    for (const FieldError& error : problem.errors()) {
        text += (text.empty() ? "" : " ") + error.name + ":" + error.code;
    }
    return text;
}

std::string undecodable(std::string_view text) {
    const Problem problem = EXPECT_THROW(Problem, QueryReader(text));
    return problem.errors().front().name + ":" + problem.errors().front().code;
}

}  // namespace

TEST(parameters_are_taken_by_name) {
    QueryReader query("limit=20&q=%EA%B9%80&department_id=7&status=active");
    EXPECT_EQ(query.integer("limit", 1, 200).value(), 20);
    EXPECT_EQ(query.text("q", 10).value(), "김");
    EXPECT_EQ(query.id("department_id").value(), 7);
    EXPECT_EQ(query.choice("status", {"active", "left"}).value(), "active");
    EXPECT(!query.raw("cursor"));
    query.finish();
}

TEST(a_parameter_that_nobody_asked_for_is_refused_by_name) {
    QueryReader query("limit=20&colour=red&Limit=3");
    EXPECT(query.integer("limit", 1, 200).has_value());
    EXPECT_EQ(errors_of(query), "colour:unknown_parameter Limit:unknown_parameter");
}

TEST(a_parameter_twice_is_refused) {
    QueryReader query("limit=20&limit=30");
    EXPECT(!query.integer("limit", 1, 200));
    EXPECT_EQ(errors_of(query), "limit:duplicate");
}

TEST(a_number_has_one_spelling) {
    for (const char* text :
         {"n=", "n=x", "n=1.0", "n=%201", "n=01", "n=-0", "n=%2B1", "n=1e3", "n=9223372036854775808", "n=0x1"}) {
        QueryReader query(text);
        EXPECT(!query.integer("n", INT64_MIN, INT64_MAX));
        EXPECT_EQ(errors_of(query), "n:not_a_number");
    }
    QueryReader query("n=-9223372036854775808&m=0");
    EXPECT_EQ(query.integer("n", INT64_MIN, 0).value(), INT64_MIN);
    EXPECT_EQ(query.integer("m", 0, 0).value(), 0);
}

TEST(a_number_out_of_range_is_refused) {
    QueryReader query("low=0&high=201");
    EXPECT(!query.integer("low", 1, 200));
    EXPECT(!query.integer("high", 1, 200));
    EXPECT_EQ(errors_of(query), "low:out_of_range high:out_of_range");
}

TEST(an_id_is_positive) {
    for (const char* text : {"id=0", "id=-1", "id=x", "id="}) {
        QueryReader query(text);
        EXPECT(!query.id("id"));
        EXPECT_EQ(errors_of(query), "id:not_an_id");
    }
}

TEST(a_word_that_is_not_among_the_known_is_refused) {
    QueryReader query("status=gone");
    EXPECT(!query.choice("status", {"active", "left"}));
    EXPECT_EQ(errors_of(query), "status:not_one_of");
}

TEST(text_is_composed_and_measured_in_code_points) {
    QueryReader query("q=%E1%84%80%E1%85%B5%E1%86%B7&long=%EA%B9%80%EA%B9%80%EA%B9%80&empty=");
    EXPECT_EQ(query.text("q", 1).value(), "김");
    EXPECT(!query.text("long", 2));
    EXPECT(!query.text("empty", 2));
    EXPECT_EQ(errors_of(query), "long:bad_length empty:bad_length");
}

TEST(what_cannot_be_decoded_is_refused_at_once) {
    EXPECT_EQ(undecodable("a=1&q=%zz"), "q:bad_percent_encoding");
    EXPECT_EQ(undecodable("q=%ff"), "q:not_utf8");
    EXPECT_EQ(undecodable("q=a%00b"), "q:nul");
    EXPECT_EQ(undecodable("%ff=1"), "%ff:not_utf8");
    EXPECT_EQ(undecodable("\xff=1"), ":not_utf8");
    std::string many;
    for (int i = 0; i < 33; ++i) {
        many += "a&";
    }
    EXPECT_EQ(undecodable(many), "a:bad_size");
}

TEST(a_plus_that_arrived_as_a_blank_is_explained) {
    const auto detail = [](std::string_view text) {
        QueryReader query(text);
        query.timestamp("since");
        return EXPECT_THROW(Problem, query.finish()).errors().at(0).detail;
    };
    const Sentence lost = detail("since=2026-11-21T09:30:00+09:00");
    EXPECT(lost.english.ends_with("`+` must be sent as `%2B`."));
    EXPECT(lost.korean.ends_with("`+`는 `%2B`로 보내 주세요."));
    EXPECT(!detail("since=2026-11-21+09:30").english.contains("%2B"));
    QueryReader query("since=2026-11-21T09:30:00%2B09:00");
    EXPECT(query.timestamp("since").has_value());
}

TEST(a_link_keeps_the_other_parameters) {
    const QueryReader query("q=%EA%B9%80+a&cursor=old&limit=5");
    EXPECT_EQ(query.with("cursor", "new", "offset"), "q=%EA%B9%80%20a&limit=5&cursor=new");
    EXPECT_EQ(query.with("offset", "10", "cursor"), "q=%EA%B9%80%20a&limit=5&offset=10");
}
