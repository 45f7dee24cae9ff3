#include "base/ascii.hpp"

#include "test.hpp"

using namespace gracy::base;

TEST(letters_and_digits_are_those_of_ascii) {
    for (const char c : std::string_view("azAZ09")) {
        EXPECT(ascii::is_alphanumeric(c));
    }
    for (const char c : std::string_view("@[`{/:\xc3\xa9 ")) {
        EXPECT(!ascii::is_alphanumeric(c));
    }
    EXPECT(ascii::is_digits("0123456789"));
    EXPECT(!ascii::is_digits(""));
    EXPECT(!ascii::is_digits("12a"));
}

TEST(case_is_that_of_ascii) {
    EXPECT_EQ(ascii::lower("Gracy \xc3\x89 [Z]"), "gracy \xc3\x89 [z]");
    EXPECT(ascii::same_but_for_case("Content-TYPE", "content-type"));
    EXPECT(!ascii::same_but_for_case("content-type", "content-types"));
    EXPECT(!ascii::same_but_for_case("@", "`"));
}

TEST(blanks_around_are_taken_off) {
    EXPECT_EQ(ascii::trimmed(" \t a b\r\n"), "a b");
    EXPECT_EQ(ascii::trimmed("\r\na ", " "), "\r\na");
    EXPECT_EQ(ascii::trimmed(" \t\r\n"), "");
    EXPECT(ascii::is_blank(" \t\r\n"));
    EXPECT(ascii::is_blank(""));
    EXPECT(!ascii::is_blank(" a "));
}
