#include "assistant/model/completion.hpp"

#include "base/ascii.hpp"
#include "base/json_writer.hpp"

#include <algorithm>
#include <span>

namespace gracy::assistant {
namespace {

// No model takes or writes as many at once.
constexpr std::int64_t most_tokens = 100'000'000;

// What the roles and separators of a message add.
constexpr std::int64_t tokens_per_message = 8;

std::string_view name_of(Message::Role role) {
    switch (role) {
        case Message::Role::system:
            return "system";
        case Message::Role::user:
            return "user";
        case Message::Role::tool:
            return "tool";
        case Message::Role::assistant:
            break;
    }
    return "assistant";
}

void write_function(base::JsonWriter& json, std::string_view name, std::string_view description,
                    std::string_view parameters) {
    json.open_object();
    json.field<"type">("function");
    json.key<"function">().open_object();
    json.field<"name">(name);
    if (!description.empty()) {
        json.field<"description">(description);
    }
    json.field<"parameters">(base::RawJson{parameters});
    json.close_object().close_object();
}

void write_tools(base::JsonWriter& json, std::span<const Tool> tools, const OutputForm* form) {
    json.key<"tools">().open_array();
    for (const Tool& tool : tools) {
        write_function(json, tool.name, tool.description, tool.parameters);
    }
    if (form != nullptr) {
        write_function(json, form->name, "", form->schema);
    }
    json.close_array();
}

void write_form(base::JsonWriter& json, const OutputForm& form, OutputMode mode, std::span<const Tool> tools) {
    switch (mode) {
        case OutputMode::json_schema:
            if (!tools.empty()) {
                write_tools(json, tools, nullptr);
            }
            json.key<"response_format">().open_object();
            json.field<"type">("json_schema");
            json.key<"json_schema">().open_object();
            json.field<"name">(form.name);
            json.field<"strict">(true);
            json.field<"schema">(base::RawJson{form.schema});
            json.close_object().close_object();
            return;
        case OutputMode::forced_tool:
            write_tools(json, tools, &form);
            if (!tools.empty()) {
                json.field<"tool_choice">("required");
                return;
            }
            json.key<"tool_choice">().open_object();
            json.field<"type">("function");
            json.key<"function">().open_object();
            json.field<"name">(form.name);
            json.close_object().close_object();
            return;
        case OutputMode::json_object:
            json.key<"response_format">().open_object();
            json.field<"type">("json_object");
            json.close_object();
            return;
        case OutputMode::plain:
            break;
    }
}

bool is_told_the_schema(OutputMode mode) {
    return mode == OutputMode::json_object || mode == OutputMode::plain;
}

std::vector<ToolCall> calls_in(base::JsonView calls) {
    std::vector<ToolCall> read;
    for (const base::JsonView call : calls.elements()) {
        const base::JsonView function = call["function"];
        read.push_back({.id = std::string(call["id"].string().value_or("")),
                        .name = std::string(function["name"].string().value_or("")),
                        .arguments = std::string(function["arguments"].string().value_or(""))});
    }
    return read;
}

void write_calls(base::JsonWriter& json, std::span<const ToolCall> calls) {
    json.key<"tool_calls">().open_array();
    for (const ToolCall& call : calls) {
        json.open_object();
        json.field<"id">(call.id);
        json.field<"type">("function");
        json.key<"function">().open_object();
        json.field<"name">(call.name);
        json.field<"arguments">(call.arguments);
        json.close_object().close_object();
    }
    json.close_array();
}

std::int64_t prompt_bytes(const Conversation& conversation) {
    auto bytes = static_cast<std::int64_t>(conversation.form.schema.size());
    for (const Message& message : conversation.messages) {
        bytes += static_cast<std::int64_t>(message.text.size());
        for (const ToolCall& call : message.calls) {
            bytes += static_cast<std::int64_t>(call.name.size() + call.arguments.size());
        }
    }
    for (const Tool& tool : conversation.tools) {
        bytes += static_cast<std::int64_t>(tool.name.size() + tool.description.size() + tool.parameters.size());
    }
    return bytes;
}

/// Beside the text.
std::int64_t tokens_around(const Conversation& conversation) {
    return 1 + static_cast<std::int64_t>(conversation.messages.size()) * tokens_per_message;
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
    if (options.limits == Limits::classic) {
        json.field<"max_tokens">(conversation.max_tokens + options.thinking_tokens);
        json.field<"temperature">(conversation.temperature);
    } else {
        json.field<"max_completion_tokens">(conversation.max_tokens + options.thinking_tokens);
    }
    if (options.stream) {
        json.field<"stream">(true);
    }
    if (options.stream && options.usage) {
        json.key<"stream_options">().open_object();
        json.field<"include_usage">(true);
        json.close_object();
    }
    const bool knows_tools = options.tools && !is_told_the_schema(options.mode);
    write_form(json, conversation.form, options.mode,
               knows_tools ? std::span<const Tool>(conversation.tools) : std::span<const Tool>());
    json.key<"messages">().open_array();
    bool schema_is_told = !is_told_the_schema(options.mode);
    for (const Message& message : conversation.messages) {
        const bool is_of_tools = !message.calls.empty() || message.role == Message::Role::tool;
        if (is_of_tools && !knows_tools && message.role != Message::Role::tool) {
            continue;  // another server called; what it was told is as good as a member's word
        }
        json.open_object();
        json.field<"role">(is_of_tools && !knows_tools ? "user" : name_of(message.role));
        if (is_of_tools && knows_tools && message.role == Message::Role::tool) {
            json.field<"tool_call_id">(message.call_id);
        }
        if (!message.calls.empty()) {
            write_calls(json, message.calls);
        }
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

Usage usage_of(base::JsonView usage) {
    const std::int64_t prompt = usage["prompt_tokens"].integer().value_or(0);
    const std::int64_t completion = usage["completion_tokens"].integer().value_or(-1);
    if (prompt < 1 || prompt > most_tokens || completion < 0 || completion > most_tokens) {
        return {.estimated = true};
    }
    return {.prompt_tokens = prompt, .completion_tokens = completion};
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
    // Some servers have the member in every answer, empty.
    if (const auto refusal = message["refusal"].string(); refusal && !refusal->empty()) {
        completion.refusal = std::string(*refusal);
    }
    if (message["tool_calls"].size() > 0) {
        take_calls(completion, calls_in(message["tool_calls"]), form);
    } else {
        const std::string_view content = message["content"].string().value_or("");
        completion.written = content.size();
        completion.output = object_in(std::string(content));
    }
    return completion;
}

std::string object_in(std::string text) {
    static constexpr std::string_view thinking = "<think>";
    static constexpr std::string_view thought = "</think>";
    static constexpr std::string_view fence = "```";
    std::string_view rest = text;
    const auto trim = [&rest] { rest = base::ascii::trimmed(rest); };
    trim();
    if (rest.starts_with(thinking)) {
        const std::size_t end = rest.find(thought);
        if (end == std::string_view::npos) {
            return text;
        }
        rest.remove_prefix(end + thought.size());
        trim();
    }
    const std::size_t line = rest.find('\n');
    if (rest.starts_with(fence) && rest.ends_with(fence) && line < rest.size() - fence.size()) {
        rest.remove_suffix(fence.size());
        rest.remove_prefix(line + 1);  // with the name of a language
        trim();
    }
    return std::string(rest);
}

void take_calls(Completion& completion, std::vector<ToolCall> calls, const OutputForm& form) {
    for (const ToolCall& call : calls) {
        completion.written += call.name.size() + call.arguments.size();
    }
    if (calls.size() == 1 && calls.front().name == form.name) {
        completion.output = std::move(calls.front().arguments);
    } else if (calls.size() <= most_calls) {
        completion.calls = std::move(calls);
    }
}

std::int64_t estimated_prompt_tokens(const Conversation& conversation, double bytes_of_one) {
    return static_cast<std::int64_t>(static_cast<double>(prompt_bytes(conversation)) / bytes_of_one) +
           tokens_around(conversation);
}

std::optional<double> measured_bytes_per_token(const Completion& completion, const Conversation& conversation) {
    const Usage& usage = completion.usage;
    if (usage.estimated || usage.prompt_tokens <= 0) {
        return std::nullopt;
    }
    const std::int64_t tokens = std::max<std::int64_t>(1, usage.prompt_tokens - tokens_around(conversation));
    return static_cast<double>(prompt_bytes(conversation)) / static_cast<double>(tokens);
}

void estimate_usage(Completion& completion, const Conversation& conversation) {
    Usage& usage = completion.usage;
    if (usage.estimated) {
        usage.prompt_tokens = estimated_prompt_tokens(conversation);
        usage.completion_tokens =
            std::max<std::int64_t>(1, static_cast<std::int64_t>(completion.written) / bytes_per_token);
    }
}

}  // namespace gracy::assistant
