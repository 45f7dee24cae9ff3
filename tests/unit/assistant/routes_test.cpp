#include "assistant/routes.hpp"

#include "openapi.hpp"
#include "test.hpp"

TEST(every_route_of_the_assistant_is_described_and_nothing_else) {
    gracy::test::expect_described(gracy::assistant::routes(), {"/api/v1/qa/", "/api/v1/assistant/"});
}
