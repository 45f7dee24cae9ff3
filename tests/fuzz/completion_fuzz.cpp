// What comes back from a model's server, whole or as a stream: it is read, or refused in words, and where a stream is
// cut into pieces makes no difference.
#include "assistant/model/completion_stream.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>

using namespace gracy::assistant;

namespace {

std::optional<Completion> streamed(std::string_view text, std::size_t piece) {
    const OutputForm form{"answer", "{}"};
    try {
        CompletionStream stream(form);
        for (std::size_t at = 0; at < text.size(); at += piece) {
            stream.push(text.substr(at, piece));
        }
        return stream.take();
    } catch (const NotACompletion&) {
        return std::nullopt;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    try {
        const Completion completion = parse_completion(text, {"answer", "{}"});
        if (completion.usage.prompt_tokens < 0 || completion.usage.completion_tokens < 0) {
            std::abort();
        }
    } catch (const NotACompletion&) {
    }
    const auto whole = streamed(text, text.size() + 1);
    const auto pieces = streamed(text, data[0] % 7 + 1);
    if (whole.has_value() != pieces.has_value()) {
        std::abort();
    }
    if (whole && (whole->output != pieces->output || whole->finish != pieces->finish)) {
        std::abort();
    }
    return 0;
}
