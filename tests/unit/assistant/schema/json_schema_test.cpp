#include "assistant/schema/json_schema.hpp"
#include "test.hpp"

#include <array>

using gracy::assistant::JsonSchema;
using gracy::assistant::SchemaError;
using gracy::base::Json;

namespace {

JsonSchema schema(std::string_view text) {
    return JsonSchema(Json::parse(text));
}

/// Of a value inside {"v": ...}, which may be of any type.
std::string first_violation(std::string_view part, std::string_view value) {
    const JsonSchema whole =
        schema(R"({"type":"object","properties":{"v":)" + std::string(part) + R"(},"required":["v"]})");
    const Json json = Json::parse(R"({"v":)" + std::string(value) + "}");
    const auto found = whole.violations(json.view());
    return found.empty() ? "" : found.front();
}

std::string refusal(std::string_view text) {
    return EXPECT_THROW(SchemaError, schema(text)).what();
}

}  // namespace

TEST(a_value_keeps_to_a_schema_or_is_told_where_it_does_not) {
    struct Case {
        std::string_view part, value, violation;
    };
    constexpr std::array cases{
        Case{R"({"type":"string"})", R"("x")", ""},
        Case{R"({"type":"string"})", "1", R"(#/v must be of type "string")"},
        Case{R"({"type":["string","null"]})", "null", ""},
        Case{R"({"type":["string","null"]})", "[]", R"(#/v must be of type ["string","null"])"},
        Case{R"({"type":"integer"})", "1.0", ""},
        Case{R"({"type":"integer"})", "1.5", R"(#/v must be of type "integer")"},
        Case{R"({"type":"integer"})", "true", R"(#/v must be of type "integer")"},
        Case{R"({"type":"number"})", "1", ""},
        Case{R"({"type":"integer","minimum":1,"maximum":6})", "6", ""},
        Case{R"({"type":"integer","minimum":1,"maximum":6})", "7", "#/v must be 6 or less"},
        Case{R"({"type":"number","minimum":0.5})", "0", "#/v must be 0.5 or more"},
        Case{R"({"type":"integer","maximum":9223372036854775806})", "9223372036854775807",
             "#/v must be 9223372036854775806 or less"},
        Case{R"({"type":"string","minLength":2})", R"("가나")", ""},
        Case{R"({"type":"string","minLength":3})", R"("가나")", "#/v must have 3 characters or more; it has 2"},
        Case{R"({"type":"string","maxLength":1})", R"("가나")", "#/v must have 1 characters or fewer; it has 2"},
        Case{R"({"type":"string","enum":["a","b"]})", R"("c")", R"(#/v must be one of ["a","b"])"},
        Case{R"({"type":"number","enum":[1]})", "1.0", ""},
        Case{R"({"type":"string","const":"v1"})", R"("v2")", R"(#/v must be "v1")"},
        Case{R"({"type":"array","minItems":1})", "[]", "#/v must have 1 elements or more; it has 0"},
        Case{R"({"type":"array","maxItems":1})", "[1,2]", "#/v must have 1 elements or fewer; it has 2"},
        Case{R"({"type":"array","items":{"type":"string"}})", R"(["a",1])", R"(#/v/1 must be of type "string")"},
        Case{R"({"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":false})", R"({"b":1})",
             "#/v/b must not be there"},
        Case{R"({"type":"object"})", R"({"b":1})", ""},
        Case{R"({"type":"object","properties":{"a":{"type":"null"}},"required":["a"]})", "{}", R"(#/v must have "a")"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(first_violation(c.part, c.value), std::string(c.violation));
    }
}

TEST(a_schema_that_promises_what_is_not_checked_is_refused) {
    struct Case {
        std::string_view schema, reason;
    };
    constexpr std::array cases{
        Case{R"([])", "# must be an object"},
        Case{R"({})", R"(# has no "type")"},
        Case{R"({"type":"text"})",
             "#/type must be one or several of string, integer, number, boolean, object, array, null"},
        Case{R"({"type":["string","string"]})",
             "#/type must be one or several of string, integer, number, boolean, object, array, null"},
        Case{R"({"type":"string","pattern":"(a+)+"})",
             "#/pattern is a keyword that is not checked here, so it cannot be promised"},
        Case{R"({"type":"string","format":"date"})",
             "#/format is a keyword that is not checked here, so it cannot be promised"},
        Case{R"({"type":"integer","minLength":1})", "#/minLength is about a value of type string, which this is not"},
        Case{R"({"type":"string","minLength":-1})", "#/minLength must be a whole number from 0 to 1000000"},
        Case{R"({"type":"string","minLength":2,"maxLength":1})", "#/minLength is more than maxLength"},
        Case{R"({"type":"integer","minimum":"1"})", "#/minimum must be a number"},
        Case{R"({"type":"integer","minimum":2,"maximum":1})", "#/minimum is more than maximum"},
        Case{R"({"type":"string","enum":[]})", "#/enum must be an array of 1 to 100 values"},
        Case{R"({"type":"string","enum":[1]})", "#/enum must have plain values of the type only"},
        Case{R"({"type":"object","const":{}})", "#/const must be a plain value of the type"},
        Case{R"({"type":"object","required":["a"]})", "#/required must name properties of this object, each once"},
        Case{R"({"type":"object","additionalProperties":{}})", "#/additionalProperties must be true or false"},
        Case{R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"x"}}}})",
             "#/items/properties/a/type must be one or several of string, integer, number, boolean, object, array, "
             "null"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(refusal(c.schema), std::string(c.reason));
    }
}

TEST(a_schema_is_only_so_deep_and_so_large) {
    std::string deep = R"({"type":"string"})";
    for (int level = 1; level < JsonSchema::most_levels; ++level) {
        deep = R"({"type":"array","items":)" + deep + "}";
    }
    EXPECT(schema(deep).violations(Json::parse("[]").view()).empty());
    EXPECT(refusal(R"({"type":"array","items":)" + deep + "}").contains("is more than 8 levels deep"));
    std::string large = R"({"type":"object","properties":{)";
    for (std::size_t i = 0; i < JsonSchema::most_parts; ++i) {
        large += (i == 0 ? "\"p" : ",\"p") + std::to_string(i) + R"(":{"type":"null"})";
    }
    EXPECT(refusal(large + "}}").contains("is one of more than 200 parts"));
}

TEST(no_more_is_said_than_a_model_can_use) {
    const JsonSchema numbers = schema(R"({"type":"array","items":{"type":"integer"}})");
    std::string text = "[\"\"";
    for (int i = 0; i < 100; ++i) {
        text += ",\"\"";
    }
    EXPECT_EQ(numbers.violations(Json::parse(text + "]").view()).size(), JsonSchema::most_violations);
    const JsonSchema closed = schema(R"({"type":"object","additionalProperties":false})");
    const std::string name(5000, 'x');
    EXPECT(closed.violations(Json::parse("{\"" + name + "\":1}").view()).front().size() < 300);
}

TEST(servers_are_told_what_they_know_and_nothing_else) {
    const JsonSchema full =
        schema(R"({"type":"object","additionalProperties":false,"required":["a","b"],"properties":{)"
               R"("a":{"type":"string","description":"d","minLength":1,"maxLength":5},)"
               R"("b":{"type":"array","minItems":1,"items":{"type":"integer","minimum":1,"const":3}}}})");
    EXPECT_EQ(full.wire(),
              std::string(R"({"type":"object","required":["a","b"],"additionalProperties":false,"properties":{)"
                          R"("a":{"type":"string","description":"d"},)"
                          R"("b":{"type":"array","items":{"type":"integer","enum":[3]}}}})"));
    EXPECT(!full.not_strict());
    EXPECT_EQ(schema(R"({"type":"object"})").not_strict().value(), std::string("#"));
    const JsonSchema optional = schema(
        R"({"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"a":{"type":"null"}}}})");
    EXPECT_EQ(optional.not_strict().value(), std::string("#/items"));
}

TEST(a_part_is_found_by_where_its_values_are) {
    const JsonSchema whole =
        schema(R"({"type":"object","properties":{"texts":{"type":"array","items":{"type":"string"}}}})");
    EXPECT(gracy::assistant::allows_type(whole.part_at("/texts/*"), "string"));
    EXPECT(whole.part_at("").is_object());
    for (const std::string_view nowhere : {"texts", "/text", "/texts/0", "/texts/*/*", "/texts/"}) {
        EXPECT(!whole.part_at(nowhere));
    }
}
