#include "hr/routes.hpp"

#include "access/route_table.hpp"
#include "openapi.hpp"
#include "test.hpp"

#include <algorithm>
#include <array>

using namespace gracy;

TEST(every_route_of_hr_is_described_and_nothing_else) {
    test::expect_described(hr::routes(), {"/api/"},
                           {"/api/v1/qa/", "/api/v1/slack/", "/api/v1/me/slack/", "/api/v1/assistant/"});
}

TEST(only_a_login_and_what_a_secret_opens_are_open) {
    constexpr std::array<std::string_view, 6> open{"/api/v1/login",           "/api/v1/password/forgot",
                                                   "/api/v1/password/reset",  "/api/v1/waves/{id}/form",
                                                   "/api/v1/waves/{id}/page", "/api/v1/waves/{id}/responses"};
    for (const access::Route& route : hr::routes()) {
        // Answers are given with a secret, and read by who may read them.
        const bool reads_answers = route.method == http::Method::get && route.pattern == "/api/v1/waves/{id}/responses";
        EXPECT_EQ(route.open, std::ranges::find(open, route.pattern) != open.end() && !reads_answers);
        EXPECT(route.surface == access::Surface::hr);
        // A page that is the same for everybody needs none.
        // A login is counted before its password is compared.
        EXPECT(route.statement_budget <= (route.pattern == "/api/v1/login" ? 4 : 3));
    }
}

TEST(the_export_is_not_taken_for_a_member) {
    const access::RouteTable table{hr::routes()};
    const auto found = table.find(access::Surface::hr, http::Method::get, "/api/v1/members/export.csv");
    EXPECT_EQ(found.route->pattern, "/api/v1/members/export.csv");
    EXPECT(found.route->scope == access::Scope::people_export);
}
