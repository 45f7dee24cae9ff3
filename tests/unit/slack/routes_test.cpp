#include "slack/routes.hpp"

#include "openapi.hpp"
#include "test.hpp"

TEST(every_route_of_slack_is_described_and_nothing_else) {
    gracy::test::expect_described(gracy::slack::routes(), {"/slack/", "/api/v1/slack/", "/api/v1/me/slack/"});
}
