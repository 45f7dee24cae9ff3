#include "base/encoding.hpp"

#include "base/random.hpp"
#include "test.hpp"

#include <array>

using namespace gracy::base;

TEST(hex_is_written_in_lower_case) {
    EXPECT_EQ(to_hex(bytes_of(std::string_view("\x00\xab\xff", 3))), "00abff");
    EXPECT_EQ(to_hex({}), "");
}

TEST(hex_of_the_right_length_is_read) {
    std::array<std::byte, 2> out{};
    EXPECT(decode_hex("0fa9", out));
    EXPECT_EQ(to_hex(out), "0fa9");
    EXPECT(!decode_hex("0fa", out));
    EXPECT(!decode_hex("0fa900", out));
    EXPECT(!decode_hex("0fag", out));
    EXPECT(!decode_hex("0 a9", out));
}

TEST(upper_case_hex_is_read_only_when_asked_for) {
    std::array<std::byte, 1> out{};
    EXPECT(!decode_hex("AB", out));
    EXPECT(decode_hex("aB", out, HexCase::any));
    EXPECT_EQ(to_hex(out), "ab");
}

TEST(hex_of_any_length_is_read_in_pairs_only) {
    EXPECT_EQ(decode_hex("")->size(), 0U);
    EXPECT_EQ(decode_hex("0001")->size(), 2U);
    EXPECT(!decode_hex("000"));
}

TEST(base64url_follows_the_vectors_of_rfc_4648) {
    EXPECT_EQ(to_base64url(bytes_of("")), "");
    EXPECT_EQ(to_base64url(bytes_of("f")), "Zg");
    EXPECT_EQ(to_base64url(bytes_of("fo")), "Zm8");
    EXPECT_EQ(to_base64url(bytes_of("foo")), "Zm9v");
    EXPECT_EQ(to_base64url(bytes_of("foob")), "Zm9vYg");
    EXPECT_EQ(to_base64url(bytes_of("fooba")), "Zm9vYmE");
    EXPECT_EQ(to_base64url(bytes_of("foobar")), "Zm9vYmFy");
    EXPECT_EQ(to_base64url(bytes_of("\xfb\xff")), "-_8");
}

TEST(base64url_of_random_bytes_comes_back) {
    for (std::size_t size = 0; size < 70; ++size) {
        std::string bytes(size, '\0');
        fill_random(std::as_writable_bytes(std::span(bytes)));
        EXPECT_EQ(decode_base64url(to_base64url(bytes_of(bytes))).value(), bytes);
    }
}

TEST(base64url_has_one_spelling) {
    EXPECT(decode_base64url("Zg").has_value());
    EXPECT(!decode_base64url("Zh"));    // the same byte, another unused bit
    EXPECT(!decode_base64url("Zg=="));  // padding
    EXPECT(!decode_base64url("Z"));
    EXPECT(!decode_base64url("Zm9+"));  // the other alphabet
    EXPECT(!decode_base64url("Zm 9v"));
}
