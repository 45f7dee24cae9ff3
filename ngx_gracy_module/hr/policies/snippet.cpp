#include "hr/policies/snippet.hpp"

#include "base/unicode.hpp"
#include "hr/policies/tokens.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

constexpr std::size_t window = 160;

/// Which code points stand inside a match.
std::vector<bool> matches_in(std::u32string_view points, const std::vector<std::string>& tokens) {
    std::vector<bool> matched(points.size(), false);
    for (const Token& token : tokens_of(points)) {
        if (token.end - token.begin > 1 && std::ranges::binary_search(tokens, token.text)) {
            std::fill(matched.begin() + static_cast<std::ptrdiff_t>(token.begin),
                      matched.begin() + static_cast<std::ptrdiff_t>(token.end), true);
        }
    }
    return matched;
}

/// The beginning of the window with the most matches, a little before the first of them.
std::size_t best_begin(const std::vector<bool>& matched) {
    if (matched.size() <= window) {
        return 0;
    }
    auto inside = static_cast<std::size_t>(std::count(matched.begin(), matched.begin() + window, true));
    std::size_t most = inside;
    std::size_t best = 0;
    for (std::size_t begin = 1; begin + window <= matched.size(); ++begin) {
        inside += matched[begin + window - 1] ? 1U : 0U;
        inside -= matched[begin - 1] ? 1U : 0U;
        if (inside > most) {
            most = inside;
            best = begin;
        }
    }
    // The window that first holds them all ends with the last one: move it so that it stands in the middle.
    std::size_t first = best;
    while (first < best + window && !matched[first]) {
        ++first;
    }
    const std::size_t room = std::min(first - best, matched.size() - window - best);
    return best + (room > window / 4 ? room - window / 4 : 0);
}

}  // namespace

std::vector<SnippetSegment> snippet_of(std::string_view body, const std::vector<std::string>& tokens) {
    const std::u32string points = base::to_code_points(body);
    const std::vector<bool> matched = matches_in(points, tokens);
    const std::vector<std::size_t> ends = base::grapheme_ends(points);
    const std::size_t wanted = best_begin(matched);
    // The last place at or before it, and the first at or behind its end, where text may be cut.
    const auto before = std::ranges::upper_bound(ends, wanted);
    const std::size_t begin = before == ends.begin() ? 0 : *(before - 1);
    const auto behind = std::ranges::lower_bound(ends, std::min(points.size(), wanted + window));
    const std::size_t end = behind == ends.end() ? points.size() : *behind;

    std::vector<SnippetSegment> segments;
    const auto put = [&](std::string text, bool match) {
        if (!segments.empty() && segments.back().match == match) {
            segments.back().text += text;
        } else {
            segments.push_back({std::move(text), match});
        }
    };
    if (begin > 0) {
        put("…", false);
    }
    for (std::size_t at = begin; at < end;) {
        std::size_t next = at;
        while (next < end && matched[next] == matched[at]) {
            ++next;
        }
        put(base::to_utf8(std::u32string_view(points).substr(at, next - at)), matched[at]);
        at = next;
    }
    if (end < points.size()) {
        put("…", false);
    }
    return segments;
}

}  // namespace gracy::hr
