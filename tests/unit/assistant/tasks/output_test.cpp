#include "assistant/tasks/output.hpp"
#include "test.hpp"

using namespace gracy::assistant;
using gracy::base::Json;

namespace {

TaskKind kind() {
    return {
        .name = "note",
        .version = 3,
        .title_en = "Note",
        .title_ko = "기록",
        .system = "Help.",
        .prompt = "About {topic}: {text}",
        .inputs = {{.name = "text"}, {.name = "topic"}},
        .schema = JsonSchema(Json::parse(
            R"({"type":"object","additionalProperties":false,"required":["t"],"properties":{"t":{"type":"string","minLength":1}}})")),
        .checks = {{.what = OutputCheck::What::length, .at = "/t", .least = 1, .most = 20}},
        .limits = {}};
}

Rejection rejection(std::string_view output) {
    return check_output(output, kind(), {}, {}).error();
}

}  // namespace

TEST(inputs_are_data_between_marks_whatever_they_say) {
    const Conversation conversation = task_conversation(kind(), {{"text", "{topic} }{"}, {"topic", "x"}});
    EXPECT_EQ(conversation.form.name, std::string("note_v3"));
    EXPECT(!conversation.form.schema.contains("minLength"));
    const std::string& prompt = conversation.messages[1].text;
    const std::string mark = prompt.substr(prompt.find("<<"), prompt.find(">>") + 2 - prompt.find("<<"));
    EXPECT_EQ(prompt, "About " + mark + "\nx\n" + mark + ": " + mark + "\n{topic} }{\n" + mark);
    EXPECT(conversation.messages[0].text.starts_with("Help.") && conversation.messages[0].text.contains(mark));
}

TEST(an_output_that_holds_is_shown_with_what_was_hidden) {
    Mask mask;
    EXPECT_EQ(mask.hide("010-1234-5678"), std::string("[PHONE-A]"));
    const auto shown = check_output(R"({"t": "Call [PHONE-A]"})", kind(), {}, mask);
    EXPECT_EQ(shown.value(), std::string(R"({"t":"Call 010-1234-5678"})"));
    // Decomposed Hangul is composed.
    EXPECT_EQ(check_output("{\"t\":\"\u1112\u1161\u11ab\"}", kind(), {}, mask).value(), std::string(R"({"t":"한"})"));
}

TEST(an_output_that_does_not_hold_is_refused_with_what_is_wrong) {
    for (const std::string_view output : {"", "x", "[]", R"({"t":"a","x":1})", R"({"t":"\u0000"})", R"({"t":""})"}) {
        EXPECT(rejection(output).form);
    }
    EXPECT(!rejection(R"({"t":"a text that is too long"})").form);
    EXPECT_EQ(rejection(R"({"t":"a text that is too long"})").reasons.front(),
              std::string("#/t must have 1 to 20 characters; it has 23"));
    EXPECT(rejection(R"({"t":"see https://a.example"})").reasons.front().starts_with("#/t: "));
    EXPECT(rejection(R"({"t":"<!channel>"})").reasons.front().starts_with("#/t: "));
}

TEST(what_the_member_wrote_may_be_quoted_whatever_it_has) {
    TaskKind quoting = kind();
    quoting.schema = JsonSchema(Json::parse(
        R"({"type":"object","required":["t","q"],"properties":{"t":{"type":"string"},"q":{"type":"array","items":{"type":"object","properties":{"e":{"type":"string"}}}}}})"));
    quoting.checks = {{.what = OutputCheck::What::quotes, .at = "/q/*/e", .input = "text"}};
    for (const std::string_view words : {"행복 ❤\ufe0f", "@민수 덕분에", "좋았다 <3", "спасибо"}) {
        const std::string quoted = R"({"t":"ok","q":[{"e":"x"},{"e":")" + std::string(words) + R"("}]})";
        const std::string said = R"({"t":")" + std::string(words) + R"(","q":[]})";
        EXPECT(check_output(quoted, quoting, {{"text", "x " + std::string(words)}}, {}).has_value());
        EXPECT(!check_output(quoted, quoting, {{"text", "x"}}, {}).has_value());
        EXPECT(!check_output(said, quoting, {{"text", std::string(words)}}, {}).has_value());
    }
}

TEST(a_prompt_has_its_inputs_and_nothing_else_in_braces) {
    const auto inputs = kind().inputs;
    EXPECT(!fault_of_prompt("{text} {topic} {text}", inputs));
    EXPECT_EQ(fault_of_prompt("{text}", inputs).value(), std::string("does not have the input {topic}"));
    EXPECT_EQ(fault_of_prompt("{text} {topic} {x}", inputs).value(), std::string("names {x}, which is no input"));
    for (const std::string_view prompt : {"{text} {topic", "text} {topic}", "{{text} {topic}", "{text} {topic} {"}) {
        EXPECT(fault_of_prompt(prompt, inputs).value().contains("stands alone"));
    }
}
