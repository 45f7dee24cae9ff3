#include "http/problem.hpp"

#include "base/json.hpp"
#include "http/field_errors.hpp"
#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::http;

TEST(a_problem_says_what_rfc_9457_asks_for) {
    const Response response = Problem::not_found("member").respond(
        Language::english, "0123456789abcdef0123456789abcdef", "/api/v1/members/7");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(test::header_of(response, "Content-Language").value(), "en");
    EXPECT_EQ(test::header_of(response, "Cache-Control").value(), "no-store");
    const base::Json json = base::Json::parse(response.body);
    EXPECT_EQ(json["type"].string().value(), "tag:gracy.io,2026:problem/not-found");
    EXPECT_EQ(json["status"].integer().value(), 404);
    EXPECT_EQ(json["code"].string().value(), "not-found");
    EXPECT_EQ(json["instance"].string().value(), "/api/v1/members/7");
    EXPECT_EQ(json["request_id"].string().value(), "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(json["detail"].string().value(), "There is no such member.");
    EXPECT(!json["errors"] && !json["maybe_executed"]);
}

TEST(a_problem_speaks_korean) {
    const Response response = Problem::unauthenticated().respond(Language::korean, "", "/");
    EXPECT_EQ(test::header_of(response, "Content-Language").value(), "ko");
    EXPECT_EQ(base::Json::parse(response.body)["title"].string().value(), "로그인이 필요해요.");
}

TEST(errors_name_their_place) {
    using Place = FieldError::Place;
    const Problem problem = Problem::validation({field_error::required(Place::body, "#/points"),
                                                 field_error::out_of_range(Place::query, "limit", 1, 200),
                                                 field_error::duplicate(Place::header, "Idempotency-Key")});
    const base::Json json = base::Json::parse(problem.respond(Language::english, "", "/").body);
    EXPECT_EQ(json["errors"].size(), 3U);
    EXPECT_EQ(json["errors"][std::size_t{0}].dump(),
              R"({"pointer":"#/points","code":"required","detail":"This is required."})");
    EXPECT_EQ(json["errors"][1]["parameter"].string().value(), "limit");
    EXPECT_EQ(json["errors"][1]["detail"].string().value(), "This must be from 1 to 200.");
    EXPECT_EQ(json["errors"][2]["header"].string().value(), "Idempotency-Key");
}

TEST(a_path_that_is_not_utf8_is_left_out) {
    const Response response = Problem::not_found("x").respond(Language::english, "", "/\xff");
    EXPECT(!base::Json::parse(response.body)["instance"]);
}

TEST(what_a_client_must_know_stands_in_headers) {
    const auto header = [](const Problem& problem, std::string_view name) {
        return test::header_of(problem.respond(Language::english, "", "/"), name).value_or("(none)");
    };
    EXPECT_EQ(header(Problem::method_not_allowed("GET, HEAD"), "Allow"), "GET, HEAD");
    EXPECT_EQ(header(Problem::rate_limited(30), "Retry-After"), "30");
    EXPECT_EQ(header(Problem::unavailable(1), "Retry-After"), "1");
    EXPECT_EQ(header(Problem::unauthenticated(), "WWW-Authenticate"), "Bearer realm=\"gracy\"");
    EXPECT_EQ(header(Problem::forbidden("people:read"), "WWW-Authenticate"),
              "Bearer realm=\"gracy\", error=\"insufficient_scope\", scope=\"people:read\"");
}

TEST(a_missing_scope_has_a_type_of_its_own) {
    const base::Json json =
        base::Json::parse(Problem::forbidden("people:read").respond(Language::english, "", "/").body);
    EXPECT_EQ(json["code"].string().value(), "forbidden");
    EXPECT_EQ(json["type"].string().value(), "tag:gracy.io,2026:problem/insufficient-scope");
}

TEST(an_unknown_effect_is_said) {
    const auto says_so = [](const Problem& problem) {
        return base::Json::parse(problem.respond(Language::english, "", "/").body)["maybe_executed"].boolean().value_or(
            false);
    };
    EXPECT(says_so(Problem::unavailable(1, true)));
    EXPECT(says_so(Problem::deadline(true)));
    EXPECT(says_so(Problem::internal().with_maybe_executed()));
    EXPECT(!says_so(Problem::unavailable(1, false)));
}

TEST(every_code_has_its_status) {
    const auto is = [](const Problem& problem, int status, std::string_view code) {
        EXPECT_EQ(problem.status(), status);
        EXPECT_EQ(problem.code(), code);
    };
    is(Problem::malformed_json(Text{}), 400, "malformed-json");
    is(Problem::malformed_query(std::vector<FieldError>{}), 400, "malformed-query");
    is(Problem::malformed_header(field_error::duplicate(FieldError::Place::header, "x")), 400, "malformed-header");
    is(Problem::cursor_mismatch(), 400, "cursor-mismatch");
    is(Problem::offset_too_large(1), 400, "offset-too-large");
    is(Problem::validation(std::vector<FieldError>{}), 422, "validation");
    is(Problem::unauthenticated(), 401, "unauthenticated");
    is(Problem::forbidden("x"), 403, "forbidden");
    is(Problem::cross_site(), 403, "forbidden");
    is(Problem::not_found("x"), 404, "not-found");
    is(Problem::method_not_allowed("x"), 405, "method-not-allowed");
    is(Problem::conflict(), 409, "conflict");
    is(Problem::conflict("allowance-exceeded", Text{}), 409, "allowance-exceeded");
    is(Problem::payload_too_large(1), 413, "payload-too-large");
    is(Problem::unexpected_body({}), 400, "unexpected-body");
    is(Problem::unsupported_media_type("x"), 415, "unsupported-media-type");
    is(Problem::rate_limited(1), 429, "rate-limited");
    is(Problem::internal(), 500, "internal");
    is(Problem::unavailable(1), 503, "unavailable");
    is(Problem::deadline(false), 504, "deadline-exceeded");
}
