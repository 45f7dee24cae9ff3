// What a language model is asked, whichever server runs it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gracy::assistant {

/// What a model wants looked up. All of it is the model's word.
struct ToolCall {
    std::string id;
    std::string name;
    /// What should be JSON.
    std::string arguments;
};

struct Message {
    enum class Role : unsigned char { system, user, assistant, tool } role;
    std::string text;
    /// Of an assistant's message that has no text.
    std::vector<ToolCall> calls{};
    /// Of a tool's message: which call it answers.
    std::string call_id{};
};

/// What a model may have looked up.
struct Tool {
    /// [A-Za-z0-9_-], 64 at most.
    std::string name;
    std::string description;
    /// A JSON Schema of its arguments.
    std::string parameters;
};

/// The JSON object that an answer must be.
struct OutputForm {
    /// [A-Za-z0-9_-], 64 at most.
    std::string name;
    /// A JSON Schema, of the keywords that strict servers know (JsonSchema::wire).
    std::string schema;
};

struct Conversation {
    std::vector<Message> messages;
    OutputForm form;
    /// Servers that know no tools are not told of them.
    std::vector<Tool> tools{};
    std::int32_t max_tokens = 1024;
    /// 0: the likeliest words.
    double temperature = 0;
    /// What stands around data, whoever wrote that; nobody can foresee it.
    std::string mark{};
};

/// How a server is made to answer in a form, best first. All of them end at the same validator.
enum class OutputMode : unsigned char {
    json_schema,  // response_format with the schema
    forced_tool,  // one function that has to be called
    json_object,  // any object; the schema stands in the prompt
    plain,        // any text; the schema stands in the prompt
};

}  // namespace gracy::assistant
