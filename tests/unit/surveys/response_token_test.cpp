#include "surveys/response_token.hpp"
#include "test.hpp"

using namespace gracy;

TEST(a_token_is_known_by_its_hash_and_nothing_else_is_one) {
    const std::string token = surveys::new_response_token();
    EXPECT_EQ(token.size(), 47U);
    EXPECT(surveys::parse_response_token(token) == base::sha256(base::bytes_of(std::string_view(token))));
    EXPECT(surveys::new_response_token() != token);
    for (const std::string& other : {std::string(), token + "x", token.substr(1), "grc_" + token.substr(4)}) {
        EXPECT(!surveys::parse_response_token(other));
    }
}
