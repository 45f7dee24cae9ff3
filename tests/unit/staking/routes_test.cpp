#include "staking/routes.hpp"

#include "openapi.hpp"
#include "test.hpp"

TEST(every_route_of_staking_is_described_and_nothing_else) {
    gracy::test::expect_described(gracy::staking::routes(), {"/staking/"});
}
