// Where a chunk answers: a piece of its text, with what the question shares with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

struct SnippetSegment {
    std::string text;
    bool match;
};

/// About 160 characters around the place with the most of `tokens`, cut between user-perceived characters; an ellipsis
/// where something is left out. `tokens` are sorted, without marks but the words' own.
std::vector<SnippetSegment> snippet_of(std::string_view body, const std::vector<std::string>& tokens);

}  // namespace gracy::hr
