#include "hr/policies/indexed_text.hpp"

#include "hr/policies/chunking.hpp"
#include "hr/policies/tokens.hpp"

#include <fmt/ranges.h>

namespace gracy::hr {

IndexedText index_text(std::string_view markdown) {
    IndexedText text;
    for (Chunk& chunk : chunks_of(markdown)) {
        text.tokens.push_back(fmt::format("{}", fmt::join(chunk_tokens(chunk.headings, chunk.body), " ")));
        text.headings.push_back(fmt::format("{}", fmt::join(chunk.headings, "\n")));
        text.bodies.push_back(std::move(chunk.body));
    }
    return text;
}

}  // namespace gracy::hr
