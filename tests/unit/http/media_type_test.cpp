#include "http/media_type.hpp"

#include "request.hpp"
#include "test.hpp"

using namespace gracy::http;

TEST(a_media_type_is_compared_in_lower_case) {
    EXPECT_EQ(parse_media_type("Application/JSON")->essence, "application/json");
    EXPECT(!parse_media_type("application/json")->charset);
}

TEST(a_charset_may_be_quoted_and_stand_anywhere) {
    EXPECT_EQ(parse_media_type("text/plain;charset=UTF-8")->charset.value(), "utf-8");
    EXPECT_EQ(parse_media_type("text/plain ; x=\"a;b\\\"c\" ; Charset=\"utf-8\"")->charset.value(), "utf-8");
    EXPECT_EQ(parse_media_type("text/plain;;charset=euc-kr;")->charset.value(), "euc-kr");
}

TEST(a_malformed_media_type_is_none) {
    for (const char* text :
         {"", "text", "text/", "/plain", "text/plain charset=utf-8", "text/plain;charset", "text/plain;charset=\"utf-8",
          "text/plain;charset=utf-8;charset=utf-8", "te xt/plain", "text/plain;charset=\"a\\"}) {
        EXPECT(!parse_media_type(text));
    }
}

TEST(text_is_utf8_unless_it_says_otherwise) {
    EXPECT(parse_media_type("text/plain")->is_utf8());
    EXPECT(parse_media_type("text/plain; charset=utf-8")->is_utf8());
    EXPECT(!parse_media_type("text/plain; charset=euc-kr")->is_utf8());
}

TEST(a_body_has_the_type_that_one_field_says) {
    const auto has = [](std::initializer_list<Header> headers) {
        return has_body_of(*gracy::test::make_request({.headers = headers}), "application/json");
    };
    EXPECT(has({{"content-type", "application/json; charset=utf-8"}}));
    EXPECT(!has({}));
    EXPECT(!has({{"Content-Type", "text/plain"}}));
    EXPECT(!has({{"Content-Type", "application/json"}, {"Content-Type", "application/json"}}));
}
