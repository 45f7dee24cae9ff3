// Policies and questions as people write them: any text at all.
#include "hr/policies/chunking.hpp"
#include "hr/policies/question.hpp"
#include "hr/policies/snippet.hpp"
#include "hr/policies/tokens.hpp"

#include "base/text.hpp"

#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void index(const std::string& text) {
    for (const hr::Chunk& chunk : hr::chunks_of(text)) {
        require(!chunk.body.empty() && base::is_utf8(chunk.body));
        for (const std::string& heading : chunk.headings) {
            require(!heading.empty() && base::is_utf8(heading) && heading.find('\n') == std::string::npos);
        }
        const auto tokens = hr::chunk_tokens(chunk.headings, chunk.body);
        for (const std::string& token : tokens) {
            require(!token.empty() && base::is_utf8(token));
            // Tokens travel as words of one text.
            require(token.find_first_of(" \t\r\n") == std::string::npos);
        }
        std::string shown;
        for (const hr::SnippetSegment& segment : hr::snippet_of(chunk.body, tokens)) {
            require(!segment.text.empty() && base::is_utf8(segment.text));
            shown += segment.text;
        }
        require(chunk.body.size() > 160 || shown == chunk.body);
    }
}

void ask(const std::string& text) {
    const hr::Question question(text);
    std::vector<hr::LookedUp> found{{hr::LookedUp::Kind::token, "", "", 1000}};
    for (const std::string& token : question.tokens()) {
        found.push_back({hr::LookedUp::Kind::token, token, token, 7});
    }
    const hr::WeightedTokens weighted = question.weigh(found);
    require(weighted.tokens.size() == weighted.weights.size());
    for (const std::int32_t weight : weighted.weights) {
        require(weight > 0);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (!base::is_utf8(bytes)) {
        return 0;
    }
    const std::string text = base::to_nfc(bytes);
    index(text);
    ask(text);
    return 0;
}
