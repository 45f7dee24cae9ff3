#include "http/cookie.hpp"

#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::http;

TEST(a_cookie_is_found_among_others) {
    const auto request =
        test::make_request({.headers = {{"Cookie", "theme=dark; id=1=2;empty="}, {"cookie", " last=z "}}});
    EXPECT_EQ(cookie(*request, "theme").value(), "dark");
    EXPECT_EQ(cookie(*request, "id").value(), "1=2");
    EXPECT_EQ(cookie(*request, "empty").value(), "");
    EXPECT_EQ(cookie(*request, "last").value(), "z");
    EXPECT(!cookie(*request, "ID"));
    EXPECT(!cookie(*request, "dark"));
    EXPECT(!cookie(*test::make_request({}), "id"));
}
