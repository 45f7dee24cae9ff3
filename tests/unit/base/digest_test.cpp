#include "base/digest.hpp"

#include "base/encoding.hpp"
#include "test.hpp"

using namespace gracy::base;

TEST(sha256_of_known_texts) {
    EXPECT_EQ(to_hex(sha256(bytes_of(""))), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256(bytes_of("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 4231, test cases 1, 2 and 6.
TEST(hmac_follows_the_vectors_of_rfc_4231) {
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of(std::string(20, '\x0b')), {bytes_of("Hi There")})),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of("Jefe"), {bytes_of("what do ya want for nothing?")})),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of(std::string(131, '\xaa')),
                                 {bytes_of("Test Using Larger Than Block-Size Key - Hash Key First")})),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// Slack's published example.
TEST(hmac_of_parts_is_that_of_the_whole) {
    const auto key = bytes_of("8f742231b10e8888abcd99yyyzzz85a5");
    EXPECT_EQ(hmac_sha256(key, {bytes_of("v0:"), bytes_of("1531420618"), bytes_of(":"), bytes_of("body")}),
              hmac_sha256(key, {bytes_of("v0:1531420618:body")}));
    EXPECT_EQ(hmac_sha256(key, {}), hmac_sha256(key, {bytes_of("")}));
}

TEST(hmac_with_an_empty_key_is_defined) {
    EXPECT_EQ(to_hex(hmac_sha256({}, {})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    // and does not use the key of the call before
    (void)hmac_sha256(bytes_of("another"), {});
    EXPECT_EQ(to_hex(hmac_sha256({}, {})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

// RFC 5869, test case 3 (no salt, no info), its first 32 octets.
TEST(hkdf_follows_rfc_5869) {
    EXPECT_EQ(to_hex(hkdf_sha256(bytes_of(std::string(22, '\x0b')), "")),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(hkdf_labels_give_unrelated_keys) {
    const std::string secret(32, 's');
    EXPECT(hkdf_sha256(bytes_of(secret), "cursor") != hkdf_sha256(bytes_of(secret), "write mark"));
}

TEST(constant_time_equality_needs_equal_lengths) {
    EXPECT(constant_time_equal(bytes_of("abc"), bytes_of("abc")));
    EXPECT(!constant_time_equal(bytes_of("abc"), bytes_of("abd")));
    EXPECT(!constant_time_equal(bytes_of("abc"), bytes_of("abcd")));
    EXPECT(constant_time_equal({}, {}));
}
