#include "assistant/model/completion.hpp"

#include "assistant/model/completion_stream.hpp"
#include "test.hpp"

#include <fmt/format.h>

using namespace gracy;
using namespace gracy::assistant;

namespace {

const OutputForm form{"answer", R"({"type":"object"})"};

Conversation conversation() {
    return {.messages = {{Message::Role::system, "rules"}, {Message::Role::user, "연차는 며칠인가요?"}}, .form = form};
}

base::Json request(OutputMode mode, bool stream = false) {
    return base::Json::parse(completion_request(conversation(), {.model = "m", .mode = mode, .stream = stream}));
}

constexpr std::string_view streamed =
    ": keepalive\r\n\r\n"
    "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"{\\\"a\\\":\\\"연\"}}]}\r\n\r\n"
    "data: {\"choices\":[{\"delta\":{\"content\":\"차\\\"}\"},\"finish_reason\":\"stop\"}]}\n\n"
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n"
    "data: [DONE]\n\n";

}  // namespace

TEST(request_asks_for_the_form_in_the_way_that_the_server_knows) {
    const base::Json schema = request(OutputMode::json_schema);
    EXPECT(schema["response_format"]["json_schema"]["strict"].boolean() == true);
    EXPECT(schema["response_format"]["json_schema"]["name"].string() == "answer");
    EXPECT(schema["messages"][0]["content"].string() == "rules");
    const base::Json tool = request(OutputMode::forced_tool);
    EXPECT(tool["tools"][0]["function"]["name"].string() == "answer" && !tool["response_format"]);
    EXPECT(tool["tool_choice"]["function"]["name"].string() == "answer");
    const base::Json object = request(OutputMode::json_object, true);
    EXPECT(object["response_format"]["type"].string() == "json_object");
    EXPECT(object["messages"][0]["content"].string()->contains(form.schema));
    EXPECT(object["stream_options"]["include_usage"].boolean() == true);
}

TEST(answer_may_be_content_or_the_arguments_of_the_one_function) {
    const Completion text = parse_completion(
        R"({"model":"m","choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":3,"completion_tokens":4}})",
        form);
    EXPECT_EQ(text.output, "{}");
    EXPECT(text.usage.prompt_tokens == 3 && !text.usage.estimated);
    const auto called = [](std::string_view calls) {
        return parse_completion(
                   fmt::format(R"({{"choices":[{{"message":{{"content":null,"tool_calls":{}}}}}]}})", calls), form)
            .output;
    };
    EXPECT_EQ(called(R"([{"function":{"name":"answer","arguments":"{\"a\":1}"}}])"), R"({"a":1})");
    EXPECT_EQ(called(R"([{"function":{"name":"drop_table","arguments":"{}"}}])"), "");
    EXPECT_EQ(
        called(R"([{"function":{"name":"answer","arguments":"{}"}},{"function":{"name":"answer","arguments":"{}"}}])"),
        "");
}

TEST(refusal_and_why_an_answer_ended_are_read) {
    const Completion refused = parse_completion(
        R"({"choices":[{"finish_reason":"content_filter","message":{"content":null,"refusal":"I cannot."}}]})", form);
    EXPECT(refused.refusal == "I cannot." && refused.finish == Finish::content_filter);
    EXPECT(finish_named("length") == Finish::length && finish_named("tool_calls") == Finish::stop);
}

TEST(refusal_without_words_is_none) {
    const Completion answer = parse_completion(R"({"choices":[{"message":{"content":"{}","refusal":""}}]})", form);
    EXPECT(!answer.refusal && answer.output == "{}");
    CompletionStream stream(form);
    stream.push(R"(data: {"choices":[{"delta":{"content":"{}","refusal":""},"finish_reason":"stop"}]})"
                "\n\n");
    EXPECT(!stream.take().refusal);
}

TEST(thinking_before_the_object_and_the_fence_around_it_are_taken_off) {
    const auto read = [](std::string_view content) {
        const std::string quoted = base::Json(json_pack("s", std::string(content).c_str())).view().dump();
        const std::string whole =
            parse_completion(fmt::format(R"({{"choices":[{{"message":{{"content":{}}}}}]}})", quoted), form).output;
        CompletionStream stream(form);
        stream.push(fmt::format(
            "data: {{\"choices\":[{{\"delta\":{{\"content\":{}}},\"finish_reason\":\"stop\"}}]}}\n\n", quoted));
        EXPECT_EQ(stream.take().output, whole);
        return whole;
    };
    EXPECT_EQ(read("```json\n{\"a\":1}\n```\n"), R"({"a":1})");
    EXPECT_EQ(read("```\n{\"a\":1}```"), R"({"a":1})");
    EXPECT_EQ(read("\n<think>\nThe {\"a\"} is 1.\n</think>\n\n{\"a\":1}"), R"({"a":1})");
    EXPECT_EQ(read("<think></think>```JSON\r\n{\"a\":1}\r\n```"), R"({"a":1})");
    EXPECT_EQ(read(R"({"a":"```b```"})"), R"({"a":"```b```"})");
    // Only what stands at the beginning, and only once.
    for (const std::string_view other : {"```", "``````", "```json", "```json```", "<think>endless {}",
                                         "Here it is:\n```json\n{}\n```", "```json\n{}\n``` Done."}) {
        EXPECT_EQ(read(other), other);
    }
    EXPECT_EQ(read("```\n```json\n{}\n```\n```"), "```json\n{}\n```");
    EXPECT_EQ(read("<think>a</think><think>b</think>{}"), "<think>b</think>{}");
}

TEST(thinking_is_paid_for_when_the_usage_is_not_told) {
    Completion answer = parse_completion(
        fmt::format(R"({{"choices":[{{"message":{{"content":"<think>{}</think>{{}}"}}}}]}})", std::string(3000, 'x')),
        form);
    estimate_usage(answer, conversation());
    EXPECT(answer.output == "{}" && answer.usage.completion_tokens > 1000);
}

TEST(what_is_no_completion_is_refused) {
    for (const std::string_view body : {"", "<html>", "{}", R"({"choices":[]})", R"({"choices":[{"message":"x"}]})"}) {
        EXPECT_THROW(NotACompletion, parse_completion(body, form));
    }
}

TEST(missing_usage_is_estimated_and_says_so) {
    Completion answer = parse_completion(R"({"choices":[{"message":{"content":"{\"a\":\"b\"}"}}]})", form);
    estimate_usage(answer, conversation());
    EXPECT(answer.usage.estimated && answer.usage.prompt_tokens > 10 && answer.usage.completion_tokens == 3);
}

TEST(usage_that_cannot_be_true_is_estimated) {
    for (const std::string_view told : {R"({"prompt_tokens":0,"completion_tokens":0})",
                                        R"({"prompt_tokens":9223372036854775807,"completion_tokens":1})",
                                        R"({"prompt_tokens":10,"completion_tokens":-1})", R"({"prompt_tokens":10})"}) {
        Completion answer = parse_completion(
            fmt::format(R"({{"choices":[{{"message":{{"content":"{{}}"}}}}],"usage":{}}})", told), form);
        EXPECT(answer.usage.estimated);
        CompletionStream stream(form);
        stream.push(
            fmt::format("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{{}}\"}}}}]}}\n\ndata: "
                        "{{\"choices\":[],\"usage\":{}}}\n\n",
                        told));
        EXPECT(stream.take().usage.estimated);
    }
}

TEST(stream_is_the_same_wherever_it_is_split) {
    for (std::size_t piece = 1; piece <= streamed.size(); ++piece) {
        CompletionStream stream(form);
        for (std::size_t at = 0; at < streamed.size(); at += piece) {
            stream.push(streamed.substr(at, piece));
        }
        const Completion answer = stream.take();
        EXPECT_EQ(answer.output, R"({"a":"연차"})");
        EXPECT(answer.usage.completion_tokens == 4 && !answer.usage.estimated);
    }
}

TEST(streamed_call_is_put_together_and_only_of_the_one_function) {
    const auto called = [](std::string_view name) {
        CompletionStream stream(form);
        stream.push(
            fmt::format("data: "
                        "{{\"choices\":[{{\"delta\":{{\"tool_calls\":[{{\"index\":0,\"function\":{{\"name\":\"{}\","
                        "\"arguments\":\"{{\"}}}}]}}}}]}}\n\n"
                        "data: "
                        "{{\"choices\":[{{\"delta\":{{\"tool_calls\":[{{\"index\":0,\"function\":{{\"arguments\":\"}}"
                        "\"}}}}]}},\"finish_reason\":\"tool_calls\"}}]}}\n\n",
                        name));
        return stream.take().output;
    };
    EXPECT_EQ(called("answer"), "{}");
    EXPECT_EQ(called("other"), "");
}

TEST(stream_that_breaks_off_is_no_answer) {
    CompletionStream cut(form);
    cut.push(streamed.substr(0, streamed.find("data: {\"choices\":[{\"delta\":{\"content\":\"차")));
    EXPECT_THROW(NotACompletion, cut.take());
    CompletionStream broken(form);
    EXPECT_THROW(NotACompletion, broken.push("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"));
    CompletionStream endless(form);
    EXPECT_THROW(NotACompletion, endless.push(std::string(std::size_t(1) << 19, 'x')));
}

TEST(calls_of_other_functions_are_what_should_be_looked_up_whole_or_in_pieces) {
    const Completion whole = parse_completion(
        R"({"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","function":{"name":"find","arguments":"{\"q\":1}"}},)"
        R"({"id":"b","function":{"name":"answer","arguments":"{}"}}]}}]})",
        form);
    EXPECT_EQ(whole.output, "");
    EXPECT_EQ(whole.calls.size(), 2U);
    EXPECT(whole.calls[0].id == "a" && whole.calls[0].name == "find" && whole.calls[0].arguments == R"({"q":1})");
    CompletionStream stream(form);
    stream.push(
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"find","arguments":"{"}}]}}]})"
        "\n\n"
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"look","arguments":"{}"}}]}}]})"
        "\n\n"
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]},"finish_reason":"tool_calls"}]})"
        "\n\n");
    const Completion streamed_calls = stream.take();
    EXPECT_EQ(streamed_calls.calls.size(), 2U);
    EXPECT(streamed_calls.calls[0].arguments == "{}" && streamed_calls.calls[1].name == "look");
}

TEST(streamed_calls_without_an_index_are_told_apart_by_their_ids) {
    CompletionStream stream(form);
    for (const std::string_view call :
         {R"({"id":"a","function":{"name":"find_person","arguments":"{\"name\":"}})",
          R"({"id":"a","function":{"name":"find_person","arguments":"\"Kim\"}"}})",
          R"({"id":"b","function":{"name":"list_holidays","arguments":"{"}})", R"({"function":{"arguments":"}"}})"}) {
        stream.push(fmt::format("data: {{\"choices\":[{{\"delta\":{{\"tool_calls\":[{}]}}}}]}}\n\n", call));
    }
    stream.push("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n");
    const Completion answer = stream.take();
    EXPECT_EQ(answer.calls.size(), 2U);
    EXPECT(answer.calls[0].id == "a" && answer.calls[0].name == "find_person");
    EXPECT_EQ(answer.calls[0].arguments, R"({"name":"Kim"})");
    EXPECT(answer.calls[1].name == "list_holidays" && answer.calls[1].arguments == "{}");
}

TEST(more_calls_than_a_few_are_none) {
    std::string calls;
    for (std::size_t i = 0; i <= most_calls; ++i) {
        calls += fmt::format(R"({}{{"id":"{}","function":{{"name":"find","arguments":"{{}}"}}}})", i > 0 ? "," : "", i);
    }
    EXPECT(parse_completion(fmt::format(R"({{"choices":[{{"message":{{"tool_calls":[{}]}}}}]}})", calls), form)
               .calls.empty());
    CompletionStream stream(form);
    EXPECT_THROW(NotACompletion, stream.push("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":9}]}}]}\n\n"));
}

TEST(tools_and_what_they_found_are_told_to_servers_that_know_them) {
    Conversation conversation;
    conversation.form = form;
    conversation.tools = {{"find", "Finds.", "{}"}};
    conversation.messages = {{Message::Role::system, "rules"},
                             {.role = Message::Role::assistant, .text = {}, .calls = {{"a", "find", "{}"}}},
                             {.role = Message::Role::tool, .text = "found", .call_id = "a"}};
    const auto request = [&](OutputMode mode, bool tools) {
        return base::Json::parse(completion_request(conversation, {.model = "m", .mode = mode, .tools = tools}));
    };
    const base::Json schema = request(OutputMode::json_schema, true);
    EXPECT(schema["tools"][0]["function"]["name"].string() == "find" && schema["response_format"] &&
           !schema["tool_choice"]);
    EXPECT(schema["messages"][1]["tool_calls"][0]["id"].string() == "a");
    EXPECT(schema["messages"][2]["role"].string() == "tool" && schema["messages"][2]["tool_call_id"].string() == "a");
    const base::Json forced = request(OutputMode::forced_tool, true);
    EXPECT(forced["tools"].size() == 2 && forced["tool_choice"].string() == "required");
    for (const base::Json& without :
         {request(OutputMode::json_schema, false), request(OutputMode::json_object, true)}) {
        EXPECT(!without["tools"] && without["messages"].size() == 2);
        EXPECT(without["messages"][1]["role"].string() == "user" &&
               without["messages"][1]["content"].string() == "found");
    }
}
