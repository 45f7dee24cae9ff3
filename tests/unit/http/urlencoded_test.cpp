#include "http/urlencoded.hpp"

#include "test.hpp"

using namespace gracy::http;
using Defect = UrlEncoded::Defect;

namespace {

std::string shown(std::string_view text) {
    const auto decoded = UrlEncoded::decode(text, 8);
    if (!decoded) {
        return fmt::format("defect {}", static_cast<int>(decoded.error().defect));
    }
    std::string result;
    for (const auto& [name, value] : decoded->fields()) {
        result += fmt::format("[{}|{}]", name, value);
    }
    return result;
}

std::string defect(Defect defect) {
    return fmt::format("defect {}", static_cast<int>(defect));
}

}  // namespace

TEST(names_and_values_are_decoded) {
    EXPECT_EQ(shown("a=1&b=2"), "[a|1][b|2]");
    EXPECT_EQ(shown("a+b=c%20d%2be"), "[a b|c d+e]");
    EXPECT_EQ(shown("q=%EA%B9%80%eb%af%bc"), "[q|김민]");
    EXPECT_EQ(shown("a=b=c"), "[a|b=c]");
}

TEST(a_field_may_lack_its_value_or_its_name) {
    EXPECT_EQ(shown("a"), "[a|]");
    EXPECT_EQ(shown("a="), "[a|]");
    EXPECT_EQ(shown("=b"), "[|b]");
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(shown("&&a=1&&"), "[a|1]");
}

TEST(the_same_name_may_come_again) {
    EXPECT_EQ(shown("a=1&a=2"), "[a|1][a|2]");
}

TEST(a_broken_escape_is_refused) {
    for (const char* text : {"a=%", "a=%2", "a=%zz", "%g0=1", "a=%2%30"}) {
        EXPECT_EQ(shown(text), defect(Defect::bad_escape));
    }
}

TEST(what_is_not_text_is_refused) {
    EXPECT_EQ(shown("a=%ff"), defect(Defect::not_utf8));
    EXPECT_EQ(shown("a=\xff"), defect(Defect::not_utf8));
    EXPECT_EQ(shown("%ED%A0%80=1"), defect(Defect::not_utf8));
    EXPECT_EQ(shown("a=%00"), defect(Defect::nul));
}

TEST(the_number_of_fields_is_limited) {
    EXPECT_EQ(shown("a&a&a&a&a&a&a&a"), "[a|][a|][a|][a|][a|][a|][a|][a|]");
    EXPECT_EQ(shown("a&a&a&a&a&a&a&a&a"), defect(Defect::too_many));
}

TEST(a_refusal_shows_the_field) {
    EXPECT_EQ(UrlEncoded::decode("a=1&b=%zz&c=3", 8).error().field, "b=%zz");
}

TEST(decoded_text_outlives_a_move) {
    auto decoded = UrlEncoded::decode("a=1", 8);
    const UrlEncoded moved = std::move(*decoded);
    EXPECT_EQ(moved.fields()[0].value, "1");
}

TEST(what_is_encoded_decodes_to_itself) {
    const std::string text = "a b&c=d%+/김\"<>";
    EXPECT_EQ(shown("q=" + percent_encode(text)), "[q|" + text + "]");
    EXPECT_EQ(percent_encode("aZ0-._~"), "aZ0-._~");
    EXPECT_EQ(percent_encode("a/가b"), "a%2F%EA%B0%80b");
    EXPECT_EQ(percent_encode(""), "");
}
