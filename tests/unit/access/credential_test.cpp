#include "access/credential.hpp"

#include "http/problem.hpp"
#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::access;

namespace {

const std::string session_token = "grs_" + std::string(43, 'a');
const std::string api_token = "grc_live_abcd1234_" + std::string(43, 'Z');

std::optional<Credential> credential(std::initializer_list<http::Header> headers) {
    return credential_of(*test::make_request({.headers = headers}));
}

}  // namespace

TEST(new_tokens_are_recognised_and_never_alike) {
    const std::string token = new_session_token();
    EXPECT_EQ(token.size(), 47U);
    EXPECT(parse_token(token)->kind == Credential::Kind::session);
    EXPECT(token != new_session_token());
    const NewApiToken made = new_api_token();
    EXPECT(parse_token(made.token)->kind == Credential::Kind::api_token);
    EXPECT(made.token.starts_with(made.prefix + "_"));
    EXPECT_EQ(made.prefix.size(), 17U);
    EXPECT(made.token != new_api_token().token);
}

TEST(a_token_is_known_by_the_hash_of_all_of_it) {
    EXPECT(parse_token(session_token)->hash == base::sha256(base::bytes_of(session_token)));
    EXPECT(parse_token(api_token)->hash == base::sha256(base::bytes_of(api_token)));
}

TEST(what_cannot_be_a_token_is_none) {
    for (const std::string& text :
         {std::string(), std::string("grs_"), session_token + "a", session_token.substr(1),
          "grs_" + std::string(42, 'a') + "=", "GRS_" + std::string(43, 'a'),
          "grc_live_abcd123_" + std::string(44, 'Z'), "grc_live_abcd1234-" + std::string(43, 'Z'),
          "grc_live_abcd1234_" + std::string(42, 'Z') + "-", "grc_test_abcd1234_" + std::string(43, 'Z')}) {
        EXPECT(!parse_token(text));
    }
}

TEST(a_bearer_token_is_taken_from_authorization) {
    const std::string plain = "Bearer " + session_token;
    EXPECT(credential({{"Authorization", plain}})->kind == Credential::Kind::session);
    const std::string shouted = "bEARER  " + api_token + " ";
    EXPECT(credential({{"authorization", shouted}})->kind == Credential::Kind::api_token);
    EXPECT(!credential({{"authorization", shouted}})->by_cookie);
}

TEST(a_session_comes_in_a_cookie_too) {
    const std::string cookies = "a=b; __Host-gracy_session=" + session_token;
    EXPECT(credential({{"Cookie", cookies}})->by_cookie);
    const std::string nonsense = "__Host-gracy_session=nonsense";
    EXPECT(!credential({{"Cookie", nonsense}}));
    EXPECT(!credential({}));
}

TEST(authorization_is_preferred_to_the_cookie) {
    const std::string authorization = "Bearer " + api_token;
    const std::string cookies = "__Host-gracy_session=" + session_token;
    EXPECT(credential({{"Cookie", cookies}, {"Authorization", authorization}})->kind == Credential::Kind::api_token);
}

TEST(authorization_that_is_no_token_of_ours_is_refused) {
    const std::string cookies = "__Host-gracy_session=" + session_token;
    const std::string good = "Bearer " + session_token;
    const std::string basic = "Basic " + session_token;
    for (const std::string& field :
         {std::string(), std::string("Bearer"), std::string("Bearer x"), basic, session_token}) {
        EXPECT_EQ(EXPECT_THROW(http::Problem, credential({{"Authorization", field}, {"Cookie", cookies}})).status(),
                  401);
    }
    EXPECT_EQ(EXPECT_THROW(http::Problem, credential({{"Authorization", good}, {"Authorization", good}})).status(),
              401);
}

TEST(the_session_cookie_is_bound_to_its_host) {
    EXPECT_EQ(session_cookie_for("grs_x", 60),
              "__Host-gracy_session=grs_x; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(ended_session_cookie(), "__Host-gracy_session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}
