// A chat completion that comes as chunks (chat.completion.chunk), put together again.
#pragma once

#include "assistant/model/completion.hpp"
#include "assistant/model/event_stream.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::assistant {

class CompletionStream {
  public:
    explicit CompletionStream(const OutputForm& form);

    /// Throws NotACompletion.
    void push(std::string_view bytes);

    /// Throws NotACompletion when the stream ended before the answer did.
    Completion take();

  private:
    void chunk(std::string_view data);
    /// Among the calls, of a piece that does not say it: an id that is not the last call's begins another.
    std::int64_t place_of(std::string_view id) const;

    const OutputForm& form_;
    EventStream events_;
    Completion completion_;
    std::string content_;
    std::vector<ToolCall> calls_;
    bool finished_ = false;
};

}  // namespace gracy::assistant
