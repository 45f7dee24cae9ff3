#include "slack/signing_in/id_token.hpp"
#include "test.hpp"

#include <fstream>
#include <sstream>

using namespace gracy;
using slack::check_claims;
using slack::read_signing_keys;
using slack::TokenDefect;
using slack::verify_id_token;

namespace {

const base::Timestamp now{std::chrono::seconds(1'800'000'000)};

const slack::ExpectedToken expected{.client_id = "1234567890.9876543210",
                                    .nonce_hash = base::sha256(base::bytes_of(std::string_view("the nonce"))),
                                    .now = now};

/// Made once, with keys that nobody has any more.
const base::Json& data() {
    static const base::Json parsed = [] {
        std::ostringstream text;
        text << std::ifstream(GRACY_TEST_DATA "/slack_id_tokens.json").rdbuf();
        return base::Json::parse(text.str());
    }();
    return parsed;
}

auto verify(std::string_view name) {
    return verify_id_token(data()["tokens"][name].string().value(), read_signing_keys(data()["keys"].dump()).value(),
                           expected);
}

/// Claims that are good but for one, which is replaced (or, as null, taken out).
auto check(const char* changed, json_t* value) {
    const base::Json claims(json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:s, s:s}", "iss", "https://slack.com", "sub",
                                      "U1", "aud", "1234567890.9876543210", "exp", json_int_t{1'800'000'300}, "iat",
                                      json_int_t{1'800'000'000}, "nonce", "the nonce", "https://slack.com/team_id",
                                      "T1", "https://slack.com/user_id", "U1"));
    json_object_set_new(claims.get(), changed, value);
    return check_claims(claims.view(), expected);
}

}  // namespace

TEST(id_token_of_slack_says_who_somebody_is) {
    const auto who = verify("good");
    EXPECT(who.has_value());
    EXPECT_EQ(who->team_id, "T0HANBIT01");
    EXPECT_EQ(who->user_id, "U0HB000001");
    EXPECT(!who->enterprise_id);
}

TEST(id_token_that_slack_has_not_signed_is_refused) {
    EXPECT(verify("by another key").error() == TokenDefect::signature);
    EXPECT(verify("with other claims").error() == TokenDefect::signature);
    EXPECT(verify("without a signature").error() == TokenDefect::algorithm);
    EXPECT(verify("with a public key for a secret").error() == TokenDefect::algorithm);
    EXPECT(verify("with an unknown key").error() == TokenDefect::unknown_key);
    EXPECT(verify("with something critical").error() == TokenDefect::algorithm);
}

TEST(key_that_is_too_short_is_none_of_slack_s) {
    EXPECT_EQ(read_signing_keys(data()["keys"].dump())->size(), std::size_t{1});
    EXPECT(verify("by a short key").error() == TokenDefect::unknown_key);
}

TEST(what_is_no_token_and_no_key_set_is_refused) {
    const auto keys = read_signing_keys(data()["keys"].dump()).value();
    for (const std::string_view text : {"", ".", "..", "a.b", "a.b.c", "e30.e30.", "W10.e30.AAAA"}) {
        EXPECT(!verify_id_token(text, keys, expected));
    }
    EXPECT(verify_id_token(std::string(100'000, 'a') + ".b.c", keys, expected).error() == TokenDefect::malformed);
    for (const std::string_view text :
         {"", "[]", "{}", R"({"keys": {}})", R"({"keys": []})", R"({"keys": [{}, 1, null]})",
          R"({"keys": [{"kty": "RSA", "kid": "a", "n": "AQAB", "e": "AQAB"}]})"}) {
        EXPECT(!read_signing_keys(text));
    }
}

TEST(every_claim_has_to_be_right) {
    EXPECT(check("other", json_string("x")).has_value());
    EXPECT(check("iss", json_string("https://slack.com.evil.example")).error() == TokenDefect::issuer);
    EXPECT(check("aud", json_string("1.2")).error() == TokenDefect::audience);
    EXPECT(check("aud", json_pack("[s]", "1234567890.9876543210")).has_value());
    EXPECT(check("aud", json_pack("[ss]", "1234567890.9876543210", "1.2")).error() == TokenDefect::audience);
    EXPECT(check("nonce", json_string("another")).error() == TokenDefect::nonce);
    EXPECT(check("nonce", json_null()).error() == TokenDefect::nonce);
    EXPECT(check("exp", json_integer(1'799'999'930)).error() == TokenDefect::expired);
    EXPECT(check("exp", json_integer(1'799'999'950)).has_value());
    EXPECT(check("exp", json_real(1.8e9)).error() == TokenDefect::expired);
    EXPECT(check("exp", json_null()).error() == TokenDefect::expired);
    EXPECT(check("iat", json_integer(1'800'000'100)).error() == TokenDefect::expired);
    EXPECT(check("https://slack.com/team_id", json_null()).error() == TokenDefect::identity);
    EXPECT(check("https://slack.com/user_id", json_string("U2")).error() == TokenDefect::identity);
    EXPECT(check("sub", json_string("")).error() == TokenDefect::identity);
}
