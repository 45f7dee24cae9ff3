#include "http/etag.hpp"

#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::http;

namespace {

bool known(std::string_view field, std::string_view tag) {
    return is_known(*test::make_request({.headers = {{"If-None-Match", field}}}), tag);
}

}  // namespace

TEST(a_tag_follows_the_body_and_the_seed) {
    EXPECT_EQ(body_tag("a", 1), body_tag("a", 1));
    EXPECT(body_tag("a", 1) != body_tag("b", 1));
    EXPECT(body_tag("a", 1) != body_tag("a", 2));
    EXPECT(body_tag("a", 1).starts_with("W/\""));
}

TEST(tags_are_compared_weakly) {
    EXPECT(known("W/\"x\"", "W/\"x\""));
    EXPECT(known("\"x\"", "W/\"x\""));
    EXPECT(known("\"a\", W/\"x\" ,\"b\"", "W/\"x\""));
    EXPECT(known("*", "W/\"x\""));
    EXPECT(!known("\"y\"", "W/\"x\""));
    EXPECT(!known("", "W/\"x\""));
    EXPECT(!is_known(*test::make_request({}), "W/\"x\""));
}

TEST(what_the_client_has_is_not_sent_again) {
    const auto request = test::make_request({.headers = {{"If-None-Match", "\"x\""}}});
    const Response response = conditional(*request, Response::json("{}").with("Link", "<x>"), "W/\"x\"");
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.body, "");
    EXPECT(response.content_type.empty());
    EXPECT(!test::header_of(response, "Link"));
    EXPECT_EQ(test::header_of(response, "ETag").value(), "W/\"x\"");
}

TEST(what_has_changed_is_sent_whole) {
    const auto request = test::make_request({.headers = {{"If-None-Match", "\"y\""}}});
    const Response response = conditional(*request, Response::json("{}"), "W/\"x\"");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "{}");
    EXPECT_EQ(test::header_of(response, "ETag").value(), "W/\"x\"");
}

TEST(what_was_written_is_answered_whatever_the_client_has) {
    for (const Method method : {Method::post, Method::patch, Method::put, Method::remove}) {
        const auto request = test::make_request({.method = method, .headers = {{"If-None-Match", "*"}}});
        const Response response = conditional(*request, Response::json("{}", 201), "W/\"x\"");
        EXPECT_EQ(response.status, 201);
        EXPECT_EQ(response.body, std::string("{}"));
    }
}
