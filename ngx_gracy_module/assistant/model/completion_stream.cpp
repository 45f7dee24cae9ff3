#include "assistant/model/completion_stream.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

void append(std::string& text, base::JsonView piece) {
    if (const auto more = piece.string()) {
        if (text.size() + more->size() > largest_completion) {
            throw NotACompletion("the streamed answer is too large");
        }
        text += *more;
    }
}

/// Some servers say a call's id and name again with each piece of its arguments.
void append_unless_repeated(std::string& text, base::JsonView piece) {
    if (piece.string() != text) {
        append(text, piece);
    }
}

}  // namespace

CompletionStream::CompletionStream(const OutputForm& form)
    : form_(form), events_([this](std::string_view data) { chunk(data); }) {
    completion_.usage.estimated = true;
}

void CompletionStream::push(std::string_view bytes) {
    try {
        events_.push(bytes);
    } catch (const EventStreamError& error) {
        throw NotACompletion(error.what());
    }
}

void CompletionStream::chunk(std::string_view data) {
    if (data == "[DONE]") {
        return;
    }
    base::Json json;
    try {
        json = base::Json::parse(data, {.bytes = largest_completion, .depth = 64, .allow_nul = true});
    } catch (const base::JsonError& error) {
        throw NotACompletion(std::string("a chunk is not JSON: ") + error.what());
    }
    if (json["error"]) {
        throw NotACompletion("the server broke off with an error");
    }
    if (const auto model = json["model"].string()) {
        completion_.model = std::string(*model);
    }
    if (const Usage usage = usage_of(json["usage"]); !usage.estimated) {
        completion_.usage = usage;
    }
    const base::JsonView choice = json["choices"][0];
    const base::JsonView delta = choice["delta"];
    append(content_, delta["content"]);
    if (const auto refusal = delta["refusal"].string(); refusal && !refusal->empty()) {
        append(completion_.refusal ? *completion_.refusal : completion_.refusal.emplace(), delta["refusal"]);
    }
    for (const base::JsonView call : delta["tool_calls"].elements()) {
        const std::int64_t index = call["index"].integer().value_or(place_of(call["id"].string().value_or("")));
        // One more than is taken, so that too many are seen.
        if (index < 0 || index > static_cast<std::int64_t>(most_calls)) {
            throw NotACompletion("the streamed answer calls too many tools");
        }
        calls_.resize(std::max(calls_.size(), static_cast<std::size_t>(index) + 1));
        ToolCall& read = calls_[static_cast<std::size_t>(index)];
        append_unless_repeated(read.id, call["id"]);
        append_unless_repeated(read.name, call["function"]["name"]);
        append(read.arguments, call["function"]["arguments"]);
    }
    if (const auto reason = choice["finish_reason"].string()) {
        completion_.finish = finish_named(*reason);
        finished_ = true;
    }
}

std::int64_t CompletionStream::place_of(std::string_view id) const {
    const auto count = static_cast<std::int64_t>(calls_.size());
    const bool goes_on = !calls_.empty() && (id.empty() || id == calls_.back().id);
    return goes_on ? count - 1 : count;
}

Completion CompletionStream::take() {
    if (!finished_) {
        throw NotACompletion("the stream ended in the middle of the answer");
    }
    if (!calls_.empty()) {
        take_calls(completion_, std::move(calls_), form_);
    } else {
        completion_.written = content_.size();
        completion_.output = object_in(std::move(content_));
    }
    return std::move(completion_);
}

}  // namespace gracy::assistant
