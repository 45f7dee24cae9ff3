#include "http/idempotency_key.hpp"

#include "http/problem.hpp"
#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::http;

namespace {

std::optional<std::string> key(std::initializer_list<Header> headers) {
    return idempotency_key(*test::make_request({.headers = headers}));
}

}  // namespace

TEST(a_key_is_printable_text) {
    EXPECT(!key({}));
    EXPECT_EQ(key({{"idempotency-key", "order 7/a"}}).value(), "order 7/a");
    EXPECT_EQ(
        key({{"Idempotency-Key", std::string_view("0123456789012345678901234567890123456789012345678901234567890123")}})
            ->size(),
        64U);
}

TEST(a_key_that_is_none_is_refused) {
    const std::string long_key(65, 'x');
    for (const std::string_view text :
         {std::string_view(""), std::string_view(long_key), std::string_view("a\tb"), std::string_view("\xc3\xa9")}) {
        EXPECT_EQ(EXPECT_THROW(Problem, key({{"Idempotency-Key", text}})).code(), "malformed-header");
    }
    EXPECT_EQ(EXPECT_THROW(Problem, key({{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}})).errors().front().code,
              "duplicate");
}

TEST(a_call_that_no_key_makes_safe_says_so) {
    refuse_idempotency_key(*test::make_request({}));
    const auto request = test::make_request({.headers = {{"Idempotency-Key", "order 7"}}});
    EXPECT_EQ(EXPECT_THROW(Problem, refuse_idempotency_key(*request)).errors().front().code, "not_supported");
}
