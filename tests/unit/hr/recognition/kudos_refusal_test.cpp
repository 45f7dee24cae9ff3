#include "hr/recognition/kudos_refusal.hpp"

#include "test.hpp"

#include <array>
#include <stdexcept>

using namespace gracy;

namespace {

constexpr std::int64_t giver = 7;

http::Problem refusal(std::string_view outcome, std::optional<std::string_view> subject = std::nullopt,
                      std::span<const std::int64_t> ids = {}) {
    return hr::problem_of({.outcome = outcome, .subject = subject, .allowance_left = 12}, giver, ids);
}

}  // namespace

TEST(a_refusal_points_at_the_field_it_is_about) {
    constexpr std::array<std::int64_t, 3> ids{5, 7, 5};
    const auto points = [&](std::string_view outcome, std::optional<std::string_view> subject = std::nullopt) {
        const http::Problem problem = refusal(outcome, subject, ids);
        EXPECT_EQ(problem.status(), 422);
        EXPECT_EQ(problem.errors().front().code, outcome);
        return problem.errors().front().name;
    };
    EXPECT_EQ(points("self_kudos"), "#/recipient_ids/1");
    EXPECT_EQ(points("duplicate_recipient"), "#/recipient_ids/2");
    EXPECT_EQ(points("unknown_recipient", "5"), "#/recipient_ids/0");
    EXPECT_EQ(points("unknown_recipient", "99"), "#/recipient_ids");
    EXPECT_EQ(points("inactive_recipient", "김민수"), "#/recipient_ids");
    EXPECT_EQ(points("too_many_recipients", "11"), "#/recipient_ids");
    EXPECT_EQ(points("no_recipients"), "#/recipient_ids");
    EXPECT_EQ(points("unknown_value", "Nonsense"), "#/value");
    EXPECT_EQ(points("invalid_points", "0"), "#/points");
    EXPECT_EQ(points("invalid_message", "0"), "#/message");
    EXPECT_EQ(points("message_too_short", "10"), "#/message");
    EXPECT_EQ(points("key_reused", "k"), "Idempotency-Key");
}

TEST(what_is_too_much_for_one_person_names_them) {
    for (const std::string_view outcome : {"pair_daily_limit", "pair_share_limit"}) {
        const http::Problem problem = refusal(outcome, "김민수");
        EXPECT_EQ(problem.status(), 409);
        EXPECT_EQ(problem.errors().front().code, outcome);
        EXPECT(problem.errors().front().detail.korean.find("김민수") != std::string::npos);
    }
}

TEST(a_spent_allowance_says_what_is_left) {
    const http::Problem problem = refusal("allowance_exceeded", "30");
    EXPECT_EQ(problem.status(), 409);
    EXPECT_EQ(problem.code(), "allowance-exceeded");
    EXPECT_EQ(problem.detail()->english, "It costs 30 and 12 are left.");
    EXPECT_EQ(problem.detail()->korean, "30점이 필요한데 12점이 남았어요.");
}

TEST(who_left_meanwhile_is_not_signed_in) {
    EXPECT_EQ(refusal("unknown_giver").status(), 401);
}

TEST(an_outcome_that_nobody_knows_is_a_defect) {
    EXPECT_THROW(std::logic_error, refusal("something_new"));
}
