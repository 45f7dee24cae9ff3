#include "slack/receiving/signature.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "test.hpp"

using namespace gracy;
using slack::SignatureVerdict;

namespace {

// The example of Slack's own documentation.
constexpr std::string_view official_secret = "8f742231b10e8888abcd99yyyzzz85a5";
constexpr std::string_view official_timestamp = "1531420618";
constexpr std::string_view official_signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
constexpr std::string_view official_body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
    "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&"
    "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&"
    "trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
constexpr base::Timestamp official_now{std::chrono::seconds(1531420618)};

SignatureVerdict verify(std::vector<http::Header> headers, std::string_view body = official_body,
                        std::string_view secret = official_secret, base::Timestamp now = official_now) {
    http::Request request;
    request.method = http::Method::post;
    request.headers = std::move(headers);
    request.body = body;
    const base::ManualClock clock(now);
    return slack::verify_signature(request, secret, clock.now());
}

SignatureVerdict verify(std::string_view timestamp, std::string_view signature, base::Timestamp now = official_now,
                        std::string_view body = official_body) {
    return verify({{slack::timestamp_header, timestamp}, {slack::signature_header, signature}}, body, official_secret,
                  now);
}

std::string sign(std::string_view timestamp, std::string_view body, std::string_view version = "v0=") {
    const auto mac = base::hmac_sha256(
        base::bytes_of(official_secret),
        {base::bytes_of("v0:"), base::bytes_of(timestamp), base::bytes_of(":"), base::bytes_of(body)});
    return std::string(version) + base::to_hex(mac);
}

}  // namespace

TEST(signature_of_slacks_own_documentation_is_valid) {
    EXPECT_EQ(verify(official_timestamp, official_signature), SignatureVerdict::valid);
}

TEST(signature_header_names_are_compared_without_case) {
    EXPECT_EQ(verify({{"x-slack-request-timestamp", official_timestamp}, {"x-slack-signature", official_signature}}),
              SignatureVerdict::valid);
}

TEST(signature_with_any_digit_changed_is_refused) {
    for (std::size_t i = 3; i < official_signature.size(); ++i) {
        std::string signature(official_signature);
        signature[i] = signature[i] == '0' ? '1' : '0';
        EXPECT_EQ(verify(official_timestamp, signature), SignatureVerdict::wrong);
    }
}

TEST(signature_of_another_body_is_refused) {
    std::string body(official_body);
    body.back() ^= 1;
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now, body), SignatureVerdict::wrong);
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now, ""), SignatureVerdict::wrong);
}

TEST(signature_of_another_timestamp_is_refused) {
    EXPECT_EQ(verify("1531420619", official_signature), SignatureVerdict::wrong);
    // The header is signed as it stands, so another spelling of the same number is another message.
    EXPECT_EQ(verify("01531420618", official_signature), SignatureVerdict::wrong);
}

TEST(signature_in_uppercase_is_refused) {
    std::string signature(official_signature);
    for (std::size_t i = 3; i < signature.size(); ++i) {
        signature[i] = signature[i] >= 'a' ? static_cast<char>(signature[i] - 32) : signature[i];
    }
    EXPECT_EQ(verify(official_timestamp, signature), SignatureVerdict::malformed);
}

TEST(signature_that_is_not_v0_and_64_digits_is_refused) {
    const std::string valid(official_signature);
    for (const std::string& signature : {std::string(), std::string("v0="), valid.substr(0, 66), valid + "0",
                                         valid + " ", valid.substr(3), "v1=" + valid.substr(3), "V0=" + valid.substr(3),
                                         "v0:" + valid.substr(3), valid.substr(0, 66) + "g", valid + "," + valid}) {
        EXPECT_EQ(verify(official_timestamp, signature), SignatureVerdict::malformed);
    }
}

TEST(timestamp_that_is_no_number_is_refused) {
    for (const std::string_view timestamp :
         {"", "now", "-1531420618", "+1531420618", "1531420618.0", " 1531420618", "1531420618 ", "0x5b478d8a",
          "9999999999999", "99999999999999999999999999", "15314206\xd9\xa1"}) {
        EXPECT_EQ(verify(timestamp, sign(timestamp, official_body)), SignatureVerdict::malformed);
    }
}

TEST(request_may_be_five_minutes_old_and_no_older) {
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now + std::chrono::seconds(300)),
              SignatureVerdict::valid);
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now + std::chrono::milliseconds(300'999)),
              SignatureVerdict::valid);
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now + std::chrono::seconds(301)),
              SignatureVerdict::stale);
}

TEST(request_from_the_future_is_refused_as_one_from_the_past) {
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now - std::chrono::seconds(300)),
              SignatureVerdict::valid);
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now - std::chrono::seconds(301)),
              SignatureVerdict::stale);
    EXPECT_EQ(verify(official_timestamp, official_signature, official_now - std::chrono::hours(1)),
              SignatureVerdict::stale);
    EXPECT_EQ(verify("0", sign("0", official_body)), SignatureVerdict::stale);
    EXPECT_EQ(verify("999999999999", sign("999999999999", official_body)), SignatureVerdict::stale);
}

TEST(request_without_signature_or_timestamp_is_refused) {
    EXPECT_EQ(verify({}), SignatureVerdict::missing);
    EXPECT_EQ(verify({{slack::signature_header, official_signature}}), SignatureVerdict::missing);
    EXPECT_EQ(verify({{slack::timestamp_header, official_timestamp}}), SignatureVerdict::missing);
}

TEST(header_that_comes_twice_is_refused_even_when_both_are_right) {
    const http::Header timestamp{slack::timestamp_header, official_timestamp};
    const http::Header signature{slack::signature_header, official_signature};
    EXPECT_EQ(verify({timestamp, signature, signature}), SignatureVerdict::repeated);
    EXPECT_EQ(verify({timestamp, timestamp, signature}), SignatureVerdict::repeated);
}

TEST(empty_signing_secret_verifies_nothing) {
    const auto mac = base::hmac_sha256({}, {base::bytes_of("v0:"), base::bytes_of(official_timestamp),
                                            base::bytes_of(":"), base::bytes_of(official_body)});
    const std::string forged = "v0=" + base::to_hex(mac);
    EXPECT_EQ(
        verify({{slack::timestamp_header, official_timestamp}, {slack::signature_header, forged}}, official_body, ""),
        SignatureVerdict::unconfigured);
}

TEST(body_is_signed_byte_by_byte) {
    // Neither JSON white space nor bytes that are no UTF-8 nor NUL are touched before the comparison.
    for (const std::string_view body : {std::string_view("{ \"a\" :1}\r\n"), std::string_view("\xff\xfe\x80", 3),
                                        std::string_view("a\0b", 3), std::string_view("")}) {
        EXPECT_EQ(verify(official_timestamp, sign(official_timestamp, body), official_now, body),
                  SignatureVerdict::valid);
    }
}
