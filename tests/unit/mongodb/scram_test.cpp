#include "mongodb/scram.hpp"

#include "base/encoding.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::mongodb;

namespace {

std::string from_hex(std::string_view text) {
    const auto bytes = base::decode_hex(text);
    return std::string(base::text_of(*bytes));
}

std::string refusal_of_challenge(const std::string& message) {
    ScramConversation conversation(Mechanism::scram_sha_256, "user", "abc");
    try {
        static_cast<void>(conversation.read_challenge(message));
    } catch (const AuthenticationError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST(scram_sha_1_answers_as_rfc_5802_shows) {
    ScramConversation conversation(Mechanism::scram_sha_1, "user", "fyko+d2lbbFgONRv9qkxdawL");
    EXPECT_EQ(conversation.first(), "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
    const auto challenge =
        conversation.read_challenge("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
    EXPECT_EQ(challenge.iterations, 4096U);
    // The RFC's keys: MongoDB's differ, because it derives them from a digest of the password.
    const ScramKeys keys{.client_key = from_hex("e234c47bf6c36696dd6d852b99aaa2ba26555728"),
                         .server_key = from_hex("0fe09258b3ac852ba502cc62ba903eaacdbf7d31")};
    EXPECT_EQ(conversation.answer(keys),
              "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
    conversation.verify("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    EXPECT(conversation.verified());
}

TEST(scram_sha_1_derives_its_keys_from_mongodbs_digest_of_the_password) {
    ScramConversation conversation(Mechanism::scram_sha_1, "user", "fyko+d2lbbFgONRv9qkxdawL");
    const auto challenge = conversation.read_challenge(
        "r=fyko+d2lbbFgONRv9qkxdawLHo+Vgk7qvUOKUwuWLIWg4l/9SraGMHEE,s=rQ9ZY3MntBeuP3E1TDVC4w==,i=10000");
    EXPECT_EQ(conversation.answer(derive_keys(Mechanism::scram_sha_1, "user", "pencil", challenge)),
              "c=biws,r=fyko+d2lbbFgONRv9qkxdawLHo+Vgk7qvUOKUwuWLIWg4l/9SraGMHEE,p=MC2T8BvbmWRckDw8oWl5IVghwCY=");
    conversation.verify("v=UMWeI25JD1yNYZRMpZ4VHvhZ9e0=");
    EXPECT(conversation.verified());
}

TEST(scram_sha_256_answers_as_rfc_7677_shows) {
    ScramConversation conversation(Mechanism::scram_sha_256, "user", "rOprNGfwEbeRWgbNEkqO");
    const auto challenge = conversation.read_challenge(
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    EXPECT_EQ(conversation.answer(derive_keys(Mechanism::scram_sha_256, "user", "pencil", challenge)),
              "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
              "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    conversation.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    EXPECT(conversation.verified());
}

TEST(a_users_commas_and_equals_signs_are_escaped) {
    EXPECT_EQ(ScramConversation(Mechanism::scram_sha_256, "a=b,c", "xyz").first(), "n,,n=a=3Db=2Cc,r=xyz");
}

TEST(a_challenge_that_proves_no_knowledge_of_ours_is_refused) {
    EXPECT_EQ(refusal_of_challenge("r=abcdef,s=c2FsdA==,i=4096"), "accepted");
    EXPECT_EQ(refusal_of_challenge("r=abcdef,s=c2FsdA==,i=4096,x=later"), "accepted");
    for (const char* nonce : {"r=abdef", "r=abc", "r=", "r=xabcdef"}) {
        EXPECT_EQ(refusal_of_challenge(std::string(nonce) + ",s=c2FsdA==,i=4096"),
                  "the server's nonce does not continue ours");
    }
}

TEST(a_challenge_with_too_few_or_too_many_iterations_is_refused) {
    for (const char* count : {"4095", "0", "-1", "", "x", "4096x", "1000001", "2147483648", "99999999999"}) {
        EXPECT(refusal_of_challenge(std::string("r=abcdef,s=c2FsdA==,i=") + count).find("iterations") !=
               std::string::npos);
    }
    EXPECT_EQ(refusal_of_challenge("r=abcdef,s=c2FsdA==,i=1000000"), "accepted");
}

TEST(a_challenge_that_lacks_something_is_refused) {
    for (const char* message : {"", "r=abcdef", "s=c2FsdA==,i=4096", "r=abcdef,i=4096", "r=abcdef,s=c2FsdA==",
                                "m=ext,r=abcdef,s=c2FsdA==,i=4096", "r=abcdef,s=,i=4096", "r=abcdef,s=c2FsdA,i=4096",
                                "r=abcdef,s=c2FsdB==,i=4096", "r=abcdef,s=****,i=4096", "e=other-error"}) {
        EXPECT(refusal_of_challenge(message) != "accepted");
    }
}

TEST(a_server_that_does_not_prove_itself_is_refused) {
    for (const char* final :
         {"v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "v=", "", "e=invalid-proof", "v=AAAA"}) {
        ScramConversation conversation(Mechanism::scram_sha_256, "user", "rOprNGfwEbeRWgbNEkqO");
        const auto challenge = conversation.read_challenge(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        static_cast<void>(conversation.answer(derive_keys(Mechanism::scram_sha_256, "user", "pencil", challenge)));
        EXPECT_THROW(AuthenticationError, conversation.verify(final));
        EXPECT(!conversation.verified());
    }
    // Before anything was computed.
    ScramConversation early(Mechanism::scram_sha_256, "user", "abc");
    EXPECT_THROW(AuthenticationError, early.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
}

TEST(keys_are_derived_once_for_the_same_password_salt_and_iterations) {
    ScramKeyCache cache;
    const ScramChallenge challenge{.salt = "salt", .iterations = 4096};
    EXPECT(cache.find(Mechanism::scram_sha_256, "pencil", challenge) == nullptr);
    cache.keep(Mechanism::scram_sha_256, "pencil", challenge, {.client_key = "c", .server_key = "s"});
    EXPECT_EQ(cache.find(Mechanism::scram_sha_256, "pencil", challenge)->client_key, "c");
    EXPECT(cache.find(Mechanism::scram_sha_1, "pencil", challenge) == nullptr);
    EXPECT(cache.find(Mechanism::scram_sha_256, "pen", challenge) == nullptr);
    EXPECT(cache.find(Mechanism::scram_sha_256, "pencil", {.salt = "salt", .iterations = 4097}) == nullptr);
    EXPECT(cache.find(Mechanism::scram_sha_256, "pencil", {.salt = "tlas", .iterations = 4096}) == nullptr);
}
