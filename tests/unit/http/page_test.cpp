#include "http/page.hpp"

#include "base/json.hpp"
#include "request.hpp"
#include "test.hpp"

#include <array>
#include <vector>

using namespace gracy;
using namespace gracy::http;

namespace {

using Key = std::tuple<std::string, std::int64_t>;

constexpr std::array<std::byte, 32> secret{};
const CursorScope scope{.key = secret, .list = 'm', .filter = 1};

struct Row {
    std::string name;
    std::int64_t id;
};

/// Reads a page of a query string and answers it with as many rows as it asked for, if there are so many.
struct Answer {
    std::optional<Key> after;
    int offset = 0;
    bool with_total = false;
    Response response;
    base::Json json;

    explicit Answer(std::string_view text, std::size_t available = 1000) {
        const auto request = test::make_request({.path = "/api/v1/members", .query = text});
        QueryReader query(request->query);
        const Page<Key> page(*request, query, scope);
        query.finish();
        after = page.after();
        offset = page.offset();
        with_total = page.with_total();
        std::vector<Row> rows;
        for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(page.rows_to_read()), available); ++i) {
            rows.push_back({"row" + std::to_string(i), static_cast<std::int64_t>(i)});
        }
        response = page.respond(
            rows, with_total ? std::optional<std::int64_t>(1000) : std::nullopt,
            [](base::JsonWriter& writer, const Row& row) { writer.value(row.name); },
            [](const Row& row) { return Key{row.name, row.id}; });
        json = base::Json::parse(response.body);
    }
    std::string next_cursor() const { return std::string(json["page"]["next_cursor"].string().value_or("(none)")); }
};

Problem refusal(std::string_view text) {
    return EXPECT_THROW(Problem, Answer(text));
}

}  // namespace

TEST(a_page_has_fifty_rows_unless_told_otherwise) {
    EXPECT_EQ(Answer("").json["data"].size(), 50U);
    EXPECT_EQ(Answer("").json["page"]["limit"].integer().value(), 50);
    EXPECT_EQ(Answer("limit=200").json["data"].size(), 200U);
    EXPECT_EQ(refusal("limit=0").code(), "malformed-query");
    EXPECT_EQ(refusal("limit=201").code(), "malformed-query");
}

TEST(a_cursor_continues_behind_the_last_row) {
    const Answer first("limit=3");
    const std::string query = "limit=2&cursor=" + first.next_cursor();
    const Answer second(query);
    EXPECT(second.after == Key("row2", 2));
    EXPECT_EQ(second.json["data"].size(), 2U);
}

TEST(the_last_page_has_no_successor) {
    for (const std::size_t rows : {0U, 1U, 3U}) {
        const Answer last("limit=3", rows);
        EXPECT(last.json["page"]["next_cursor"].is_null());
        EXPECT(!test::header_of(last.response, "Link"));
        EXPECT_EQ(last.json["data"].size(), rows);
    }
}

TEST(the_next_page_is_linked_in_the_style_of_the_request) {
    const Answer by_cursor("limit=3");
    EXPECT_EQ(test::header_of(by_cursor.response, "Link").value(),
              "</api/v1/members?limit=3&cursor=" + by_cursor.next_cursor() + ">; rel=\"next\"");
}

TEST(an_offset_is_linked_as_an_offset) {
    const Answer answer("limit=3&offset=6");
    EXPECT_EQ(answer.offset, 6);
    EXPECT_EQ(test::header_of(answer.response, "Link").value(),
              "</api/v1/members?limit=3&offset=9>; rel=\"next\", </api/v1/members?limit=3&offset=3>; rel=\"prev\"");
}

TEST(no_link_leads_where_no_offset_goes) {
    EXPECT_EQ(test::header_of(Answer("limit=3&offset=2").response, "Link").value(),
              "</api/v1/members?limit=3&offset=5>; rel=\"next\", </api/v1/members?limit=3&offset=0>; rel=\"prev\"");
    const Answer last("limit=1&offset=100000");
    EXPECT_EQ(test::header_of(last.response, "Link").value(), "</api/v1/members?limit=1&offset=99999>; rel=\"prev\"");
}

TEST(an_offset_that_is_too_large_has_its_own_problem) {
    EXPECT_EQ(Answer("offset=100000").offset, 100000);
    EXPECT_EQ(refusal("offset=100001").code(), "offset-too-large");
    EXPECT_EQ(refusal("offset=9223372036854775807").code(), "offset-too-large");
    EXPECT_EQ(refusal("offset=-1").code(), "malformed-query");
}

TEST(cursor_and_offset_exclude_each_other) {
    const std::string query = "offset=1&cursor=" + Answer("limit=1").next_cursor();
    EXPECT_EQ(refusal(query).errors().front().code, "exclusive");
}

TEST(a_total_comes_when_asked_for) {
    EXPECT(!Answer("").json["page"]["total"]);
    EXPECT_EQ(Answer("include=total").json["page"]["total"].integer().value(), 1000);
    EXPECT_EQ(refusal("include=everything").errors().front().code, "not_one_of");
}

TEST(a_foreign_cursor_is_refused) {
    EXPECT_EQ(refusal("cursor=AAAA").errors().front().code, "not_a_cursor");
    const std::string other = "cursor=" + seal_cursor({.key = secret, .list = 'k', .filter = 1}, "");
    EXPECT_EQ(refusal(other).code(), "cursor-mismatch");
    const std::string older = "cursor=" + seal_cursor(scope, "short");
    EXPECT_EQ(refusal(older).code(), "cursor-mismatch");
}
