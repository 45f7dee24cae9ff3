#include "assistant/model/completion.hpp"

#include "base/json_writer.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr std::int64_t bytes_per_token = 3;
// What the roles and separators of a message add.
constexpr std::int64_t tokens_per_message = 8;

std::string_view name_of(Message::Role role) {
    switch (role) {
        case Message::Role::system:
            return "system";
        case Message::Role::user:
            return "user";
        case Message::Role::assistant:
            break;
    }
    return "assistant";
}

void write_form(base::JsonWriter& json, const OutputForm& form, OutputMode mode) {
    switch (mode) {
        case OutputMode::json_schema:
            json.key<"response_format">().open_object();
            json.field<"type">("json_schema");
            json.key<"json_schema">().open_object();
            json.field<"name">(form.name);
            json.field<"strict">(true);
            json.field<"schema">(base::RawJson{form.schema});
            json.close_object().close_object();
            return;
        case OutputMode::forced_tool:
            json.key<"tools">().open_array().open_object();
            json.field<"type">("function");
            json.key<"function">().open_object();
            json.field<"name">(form.name);
            json.field<"parameters">(base::RawJson{form.schema});
            json.close_object().close_object().close_array();
            json.key<"tool_choice">().open_object();
            json.field<"type">("function");
            json.key<"function">().open_object();
            json.field<"name">(form.name);
            json.close_object().close_object();
            return;
        case OutputMode::json_object:
            break;
    }
    json.key<"response_format">().open_object();
    json.field<"type">("json_object");
    json.close_object();
}

/// The arguments of the one call of the one function. Anything else is an answer to nothing that was asked, and goes on
/// as text that no schema accepts.
std::string called(base::JsonView calls, const OutputForm& form) {
    if (calls.size() != 1 || calls[0]["function"]["name"].string() != form.name) {
        return {};
    }
    return std::string(calls[0]["function"]["arguments"].string().value_or(""));
}

Usage usage_of(base::JsonView usage) {
    const auto prompt = usage["prompt_tokens"].integer();
    const auto completion = usage["completion_tokens"].integer();
    if (!prompt || !completion || *prompt < 0 || *completion < 0) {
        return {.estimated = true};
    }
    return {.prompt_tokens = *prompt, .completion_tokens = *completion};
}

}  // namespace

Finish finish_named(std::string_view reason) {
    if (reason == "length") {
        return Finish::length;
    }
    return reason == "content_filter" ? Finish::content_filter : Finish::stop;
}

std::string completion_request(const Conversation& conversation, const RequestOptions& options) {
    base::JsonWriter json(4096);
    json.open_object();
    json.field<"model">(options.model);
    json.field<"max_tokens">(conversation.max_tokens);
    json.field<"temperature">(conversation.temperature);
    if (options.stream) {
        json.field<"stream">(true);
        json.key<"stream_options">().open_object();
        json.field<"include_usage">(true);
        json.close_object();
    }
    write_form(json, conversation.form, options.mode);
    json.key<"messages">().open_array();
    bool schema_is_told = options.mode != OutputMode::json_object;
    for (const Message& message : conversation.messages) {
        json.open_object();
        json.field<"role">(name_of(message.role));
        if (message.role == Message::Role::system && !schema_is_told) {
            json.field<"content">(message.text + "\n\nAnswer with one JSON object of this schema and nothing else:\n" +
                                  conversation.form.schema);
            schema_is_told = true;
        } else {
            json.field<"content">(message.text);
        }
        json.close_object();
    }
    json.close_array().close_object();
    return json.take();
}

Completion parse_completion(std::string_view body, const OutputForm& form) {
    base::Json json;
    try {
        json = base::Json::parse(body, {.bytes = largest_completion, .depth = 64, .allow_nul = true});
    } catch (const base::JsonError& error) {
        throw NotACompletion(std::string("not JSON: ") + error.what());
    }
    const base::JsonView choice = json["choices"][0];
    const base::JsonView message = choice["message"];
    if (!message.is_object()) {
        throw NotACompletion("without choices[0].message");
    }
    Completion completion;
    completion.finish = finish_named(choice["finish_reason"].string().value_or(""));
    completion.model = json["model"].string().value_or("");
    completion.usage = usage_of(json["usage"]);
    if (const auto refusal = message["refusal"].string()) {
        completion.refusal = std::string(*refusal);
    }
    completion.output = message["tool_calls"].size() > 0 ? called(message["tool_calls"], form)
                                                         : std::string(message["content"].string().value_or(""));
    return completion;
}

std::int64_t estimated_prompt_tokens(const Conversation& conversation) {
    auto bytes = static_cast<std::int64_t>(conversation.form.schema.size());
    for (const Message& message : conversation.messages) {
        bytes += static_cast<std::int64_t>(message.text.size());
    }
    const auto messages = static_cast<std::int64_t>(conversation.messages.size());
    return bytes / bytes_per_token + 1 + messages * tokens_per_message;
}

void estimate_usage(Usage& usage, const Conversation& conversation, std::string_view output) {
    if (usage.estimated) {
        usage.prompt_tokens = estimated_prompt_tokens(conversation);
        usage.completion_tokens = std::max<std::int64_t>(1, static_cast<std::int64_t>(output.size()) / bytes_per_token);
    }
}

}  // namespace gracy::assistant
