// Chat completions (POST {base}/chat/completions), as OpenAI defines them and others serve them: the request's body,
// and what an answer holds.
#pragma once

#include "assistant/model/conversation.hpp"
#include "base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

inline constexpr std::size_t largest_completion = std::size_t(1) << 20;
/// More calls of tools in one answer are none.
inline constexpr std::size_t most_calls = 4;
/// Too many for English and about right for Korean: tokens are reckoned from it where no server has told their number.
inline constexpr std::int64_t bytes_per_token = 3;

struct Usage {
    std::int64_t prompt_tokens = 0;
    std::int64_t completion_tokens = 0;
    /// The server told none: reckoned from the text's length.
    bool estimated = false;
};

/// What a server tells (`usage` of a completion or of a stream's last chunk). None, and so estimated, when it cannot be
/// true: a gateway that counts nothing says 0, and every answer would be free.
Usage usage_of(base::JsonView usage);

enum class Finish : unsigned char { stop, length, content_filter };

struct Completion {
    /// What should be the object that was asked for. It may be anything, or empty.
    std::string output;
    /// What it wants looked up before it answers. Empty, or `output` is.
    std::vector<ToolCall> calls;
    Finish finish = Finish::stop;
    /// The model's own words for why it does not answer.
    std::optional<std::string> refusal;
    Usage usage;
    /// Bytes of all that it wrote, for a server that does not tell the usage.
    std::size_t written = 0;
    /// As the server names it; another than was asked for when a gateway chooses.
    std::string model;
};

/// The answer is not a chat completion.
struct NotACompletion final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// How an answer's length and temperature are given.
enum class Limits : unsigned char {
    classic,    // max_tokens and temperature, which every server of before knows
    reasoning,  // max_completion_tokens and no temperature: OpenAI's models that think first take nothing else
};

struct RequestOptions {
    std::string model;
    OutputMode mode = OutputMode::json_schema;
    bool stream = false;
    /// Whether the server may be told of tools.
    bool tools = true;
    Limits limits = Limits::classic;
    /// Whether the server may be asked to tell the usage at a stream's end.
    bool usage = true;
    /// Beside the answer's own, for thinking that nobody is shown and that counts like it.
    std::int32_t thinking_tokens = 0;
};

/// The request's body.
std::string completion_request(const Conversation& conversation, const RequestOptions& options);

/// `body`: a chat.completion object. Throws NotACompletion. Usage that is missing stays 0 and is marked as estimated.
Completion parse_completion(std::string_view body, const OutputForm& form);

/// What is left of a text when the thinking that it begins with (<think>...</think>) and the code fence around the rest
/// are taken off, one of each: many models that run on one's own server write them whatever they are told.
std::string object_in(std::string text);

/// The answer itself when the one function of the form was called; what should be looked up otherwise.
void take_calls(Completion& completion, std::vector<ToolCall> calls, const OutputForm& form);

/// Of the member `finish_reason`; what nobody knows counts as stop.
Finish finish_named(std::string_view reason);

/// Fills in what the server has not told.
void estimate_usage(Completion& completion, const Conversation& conversation);

/// What a call may use at most, in tokens of the prompt, of which each takes so many bytes.
std::int64_t estimated_prompt_tokens(const Conversation& conversation, double bytes_of_one = bytes_per_token);

/// What a server that has told its usage turns out to need for a token, of this prompt; nothing where it has told none.
std::optional<double> measured_bytes_per_token(const Completion& completion, const Conversation& conversation);

}  // namespace gracy::assistant
