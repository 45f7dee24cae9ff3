#include "base/json.hpp"

#include "test.hpp"

using namespace gracy::base;

namespace {

JsonError refusal(std::string_view text, const JsonLimits& limits = {}) {
    return EXPECT_THROW(JsonError, Json::parse(text, limits));
}

}  // namespace

TEST(a_tree_is_read_by_name_and_place) {
    const Json json = Json::parse(R"({"name":"김민수","ids":[1,2,9007199254740993],"on":true,"none":null,"half":0.5})");
    EXPECT_EQ(json["name"].string().value(), "김민수");
    EXPECT_EQ(json["ids"].size(), 3U);
    EXPECT_EQ(json["ids"][2].integer().value(), 9007199254740993);
    EXPECT_EQ(json["on"].boolean().value(), true);
    EXPECT(json["none"].is_null());
    EXPECT_EQ(json["half"].number().value(), 0.5);
}

TEST(what_is_missing_can_be_followed_further) {
    const Json json = Json::parse(R"({"a":{}})");
    EXPECT(!json["a"]["b"]["c"]);
    EXPECT(!json["a"][7]);
    EXPECT(!json["a"]["b"].string());
    EXPECT_EQ(json["b"].size(), 0U);
    EXPECT(json["b"].members().begin() == json["b"].members().end());
}

TEST(a_value_of_another_type_is_not_converted) {
    const Json json = Json::parse(R"(["1",1,1.0,true])");
    EXPECT(!json[0].integer());
    EXPECT(!json[1].string());
    EXPECT(!json[2].integer());
    EXPECT(!json[3].integer());
}

TEST(members_and_elements_come_in_the_order_of_the_text) {
    std::string seen;
    const Json json = Json::parse(R"({"z":[3,1],"a":[2]})");
    for (const auto& [key, value] : json.view().members()) {
        seen += key;
        for (const JsonView element : value.elements()) {
            seen += std::to_string(element.integer().value());
        }
    }
    EXPECT_EQ(seen, "z31a2");
}

TEST(a_key_twice_is_refused_with_its_place) {
    const JsonError error = refusal("{\"a\":1,\n \"a\":2}");
    EXPECT_EQ(error.kind, JsonError::Kind::duplicate_key);
    EXPECT_EQ(error.line, 2);
}

TEST(bytes_behind_the_value_are_refused) {
    EXPECT_EQ(refusal("{} {}").kind, JsonError::Kind::trailing);
    EXPECT_EQ(refusal("[]x").offset, 3U);
    EXPECT(Json::parse(" {} \n")["x"].get() == nullptr);
}

TEST(what_is_no_json_is_refused) {
    for (const std::string_view text : {"[1,]", "{\"a\":}", "{'a':1}", "// comment\n{}", "{\"a\":01}", "[NaN]",
                                        "[Infinity]", "[+1]", "nul", "1", "\"text\"", "[\"\t\"]", "\xef\xbb\xbf{}"}) {
        EXPECT_EQ(refusal(text).kind, JsonError::Kind::syntax);
    }
    for (const std::string_view text : {"", " ", "{", "[1,"}) {
        EXPECT_EQ(refusal(text).kind, JsonError::Kind::unfinished);
    }
}

TEST(ill_formed_text_is_refused_as_such) {
    EXPECT_EQ(refusal("{\"a\":\"\xff\"}").kind, JsonError::Kind::encoding);
    EXPECT_EQ(refusal("[\"\\ud800\"]").kind, JsonError::Kind::syntax);  // half a surrogate pair
}

TEST(a_nul_is_refused_unless_allowed) {
    EXPECT_EQ(refusal(R"(["\u0000"])").kind, JsonError::Kind::nul);
    EXPECT_EQ(Json::parse(R"(["a\u0000b"])", {.allow_nul = true})[0].string().value(), std::string_view("a\0b", 3));
}

TEST(depth_is_limited) {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
    };
    EXPECT(Json::parse(nested(4), {.depth = 4}).get() != nullptr);
    EXPECT_EQ(refusal(nested(5), {.depth = 4}).kind, JsonError::Kind::too_deep);
    EXPECT_EQ(refusal(nested(5), {.depth = 4}).offset, 5U);
    EXPECT_EQ(refusal(std::string(1 << 20, '[')).kind, JsonError::Kind::too_deep);
}

TEST(brackets_in_strings_have_no_depth) {
    EXPECT(Json::parse(R"(["[[[[[[","\"[[[[[[",{"[[[[":"\\"}])", {.depth = 2}).get() != nullptr);
}

TEST(size_is_limited) {
    EXPECT_EQ(refusal("[1,2]", {.bytes = 4}).kind, JsonError::Kind::too_large);
}

TEST(a_number_that_does_not_fit_is_refused) {
    EXPECT_EQ(refusal("[9223372036854775808]").kind, JsonError::Kind::number);
    EXPECT_EQ(refusal("[1e999]").kind, JsonError::Kind::number);
    EXPECT_EQ(Json::parse("[-9223372036854775808]")[0].integer().value(), INT64_MIN);
}

TEST(the_place_of_an_error_counts_characters) {
    const JsonError error = refusal("{\"김\": ?}");
    EXPECT_EQ(error.line, 1);
    EXPECT_EQ(error.offset, 9U);
    EXPECT_EQ(error.column, 7);
}

TEST(an_error_repeats_nothing_of_the_text) {
    std::string text = "{\"";
    for (int i = 0; i < 100; ++i) {
        text += "김";
    }
    EXPECT_EQ(refusal(text + "\" x}").reason, "':' expected");
    EXPECT_EQ(refusal("{").reason, "string or '}' expected near end of file");
}

TEST(a_tree_is_written_compactly) {
    EXPECT_EQ(Json::parse(R"({ "b" : [ 1, "김" ], "a" : null })").view().dump(), R"({"b":[1,"김"],"a":null})");
    EXPECT_EQ(Json::parse("[true]")[0].dump(), "true");
}
