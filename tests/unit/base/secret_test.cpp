#include "base/secret.hpp"

#include "test.hpp"

using gracy::base::secret_in;

TEST(a_line_is_a_secret_without_its_end) {
    EXPECT_EQ(secret_in("s3cret\n").value(), "s3cret");
    EXPECT_EQ(secret_in("s3cret\r\n").value(), "s3cret");
    EXPECT_EQ(secret_in("s3cret").value(), "s3cret");
    EXPECT_EQ(secret_in("비밀\n").value(), "비밀");
    EXPECT_EQ(secret_in("").value(), "");
    EXPECT_EQ(secret_in("\n").value(), "");
}

TEST(several_lines_are_no_secret) {
    EXPECT(!secret_in("one\n\n"));
    EXPECT(!secret_in("one\ntwo"));
    EXPECT(!secret_in("one\rtwo\n"));
    EXPECT(!secret_in("one\r"));
}

TEST(a_key_of_bytes_is_read_as_it_is) {
    const std::string key = std::string("\x00\xff\n\x80", 4) + std::string(28, '\x01') + "\n";
    EXPECT_EQ(secret_in(key).value(), key);
}
