#include "http/precondition.hpp"

#include "http/problem.hpp"
#include "test.hpp"

using namespace gracy;

namespace {

std::string tag_of(std::int32_t version, std::string body) {
    http::Request request;
    const http::Response response = http::with_version(request, http::Response::json(std::move(body)), version, 1);
    return response.headers.front().value;
}

int refusal(const std::string& if_match) {
    http::Request request;
    request.headers.push_back({"if-match", if_match});
    try {
        static_cast<void>(http::required_version(request));
    } catch (const http::Problem& problem) {
        return problem.status();
    }
    return 0;
}

}  // namespace

TEST(tag_that_was_read_names_the_version_to_change) {
    http::Request request;
    const std::string tag = tag_of(7, "{}");
    request.headers.push_back({"If-Match", tag});
    EXPECT_EQ(http::required_version(request), 7);
    request.headers[0].value = "\"v8\"";
    EXPECT_EQ(http::required_version(request), 8);
    request.headers[0].value = "W/\"v9-0\"";
    EXPECT_EQ(http::required_version(request), 9);
    request.headers[0].value = " * ";
    EXPECT_EQ(http::required_version(request), http::any_version);
}

TEST(tag_changes_with_the_body_too) {
    EXPECT(tag_of(7, "{}") != tag_of(7, "[]"));
    EXPECT(tag_of(7, "{}") != tag_of(8, "{}"));
    EXPECT_EQ(tag_of(7, "{}"), tag_of(7, "{}"));
}

TEST(change_without_a_version_is_asked_for_one) {
    const http::Request request;
    try {
        static_cast<void>(http::required_version(request));
        EXPECT(false);
    } catch (const http::Problem& problem) {
        EXPECT_EQ(problem.status(), 428);
    }
    EXPECT_EQ(http::optional_version(request), http::any_version);
}

TEST(tag_that_is_not_ours_matches_nothing) {
    for (const char* const tag : {"", "7", "\"7\"", "w/\"v7-0\"", "\"v\"", "\"v0\"", "\"v-1\"", "\"v7",
                                  "\"v99999999999\"", "\"v7\", \"v8\"", "\"v07\"", "\""}) {
        EXPECT_EQ(refusal(tag), 412);
    }
}

TEST(read_with_a_known_tag_has_no_body) {
    http::Request request;
    request.method = http::Method::get;
    const std::string tag = tag_of(7, "{}");
    request.headers.push_back({"If-None-Match", tag});
    const http::Response response = http::with_version(request, http::Response::json("{}"), 7, 1);
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.body, "");
}
