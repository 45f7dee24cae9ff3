#include "http/router.hpp"

#include "test.hpp"

#include <stdexcept>
#include <string>

using namespace gracy::http;
using What = Router::Found::What;

namespace {

Router make_router() {
    Router router;
    router.add(Method::get, "/api/v1/members", 1);
    router.add(Method::get, "/api/v1/members/{id}", 2);
    router.add(Method::get, "/api/v1/members/export.csv", 3);
    router.add(Method::post, "/api/v1/kudos", 4);
    router.add(Method::get, "/api/v1/kudos", 5);
    router.add(Method::remove, "/api/v1/tokens/{id}", 6);
    router.add(Method::get, "/a/{x}/c/{y}", 7);
    router.add(Method::get, "/a/b/d/{y}", 8);
    router.add(Method::get, "/", 9);
    return router;
}

}  // namespace

TEST(a_path_leads_to_its_target) {
    const Router router = make_router();
    EXPECT_EQ(router.find(Method::get, "/api/v1/members").target, 1U);
    EXPECT_EQ(router.find(Method::post, "/api/v1/kudos").target, 4U);
    EXPECT_EQ(router.find(Method::get, "/api/v1/kudos").target, 5U);
    EXPECT_EQ(router.find(Method::get, "/").target, 9U);
}

TEST(a_placeholder_takes_one_segment) {
    const Router router = make_router();
    const Router::Found found = router.find(Method::get, "/api/v1/members/42");
    EXPECT_EQ(found.target, 2U);
    EXPECT_EQ(found.parameters.get("id"), "42");
    EXPECT(router.find(Method::get, "/api/v1/members/42/x").what == What::nothing);
    EXPECT(router.find(Method::get, "/api/v1/members/").what == What::nothing);
    EXPECT_THROW(std::logic_error, found.parameters.get("name"));
}

TEST(a_word_is_preferred_to_a_placeholder) {
    const Router router = make_router();
    EXPECT_EQ(router.find(Method::get, "/api/v1/members/export.csv").target, 3U);
    EXPECT_EQ(router.find(Method::get, "/api/v1/members/export.csv").parameters.count, 0U);
}

TEST(a_word_that_leads_nowhere_gives_way_to_a_placeholder) {
    const Router router = make_router();
    const Router::Found found = router.find(Method::get, "/a/b/c/1");
    EXPECT_EQ(found.target, 7U);
    EXPECT_EQ(found.parameters.get("x"), "b");
    EXPECT_EQ(found.parameters.get("y"), "1");
    EXPECT_EQ(router.find(Method::get, "/a/b/d/2").target, 8U);
    EXPECT_EQ(router.find(Method::get, "/a/b/d/2").parameters.count, 1U);
}

TEST(a_path_that_is_not_there_is_not_found) {
    const Router router = make_router();
    for (const char* path : {"", "x", "/api", "/api/v1", "/api/v1/", "/api/v1/members/", "//", "/api//v1/members",
                             "/api/v1/memberss", "/API/v1/members", "/api/v1/kudos/1", "/a//c/1", "/a/b/c/"}) {
        EXPECT(router.find(Method::get, path).what == What::nothing);
        EXPECT_EQ(router.find(Method::get, path).allowed, "");
    }
}

TEST(placeholders_outlive_their_path_in_a_copy_of_it) {
    const Router router = make_router();
    std::string path = "/a/left/c/right";
    const std::string copy = path;
    const PathParameters kept = router.find(Method::get, path).parameters.in(path, copy);
    path.assign(path.size(), '-');
    EXPECT_EQ(kept.get("x"), "left");
    EXPECT_EQ(kept.get("y"), "right");
    EXPECT_EQ(kept.all().size(), 2U);
    EXPECT_EQ(kept.all().front(), "left");
}

TEST(another_method_is_told_which_are_allowed) {
    const Router router = make_router();
    const auto found = router.find(Method::put, "/api/v1/kudos");
    EXPECT(found.what == What::other_method);
    EXPECT_EQ(found.allowed, "GET, HEAD, POST");
    EXPECT_EQ(router.find(Method::get, "/api/v1/tokens/1").allowed, "DELETE");
    EXPECT_EQ(router.find(Method::other, "/api/v1/members").allowed, "GET, HEAD");
}

TEST(head_is_answered_by_get) {
    EXPECT_EQ(make_router().find(Method::head, "/api/v1/members").target, 1U);
    EXPECT(make_router().find(Method::head, "/api/v1/tokens/1").what == What::other_method);
}

TEST(a_pattern_that_cannot_be_meant_is_refused) {
    Router router = make_router();
    EXPECT_THROW(std::logic_error, router.add(Method::get, "/api/v1/members", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::post, "/api/v1/members/{member}", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::get, "members", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::get, "/x/{id", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::get, "/x/a{id}", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::get, "/{a}/{b}/{c}/{d}/{e}", 10));
    EXPECT_THROW(std::logic_error, router.add(Method::other, "/x", 10));
}

TEST(methods_are_named_as_on_the_wire) {
    EXPECT_EQ(name_of(Method::remove), "DELETE");
    EXPECT_EQ(name_of(Method::options), "OPTIONS");
    EXPECT_EQ(name_of(Method::other), "");
}
