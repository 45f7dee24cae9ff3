#include "slack/block_kit/sections.hpp"

#include "base/ascii.hpp"
#include "base/unicode.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"

namespace gracy::slack {
std::vector<std::string> sections_of(std::string_view text) {
    std::vector<std::string> pieces;
    const std::u32string points = base::to_code_points(text);
    const std::u32string_view all(points);
    std::string piece;
    std::size_t length = 0;
    // Where the last line of the piece ended, and how long the piece was there.
    std::size_t line_end = 0;
    const auto finish = [&](std::size_t at) {
        if (!base::ascii::is_blank(std::string_view(piece).substr(0, at))) {
            pieces.push_back(piece.substr(0, at));
        }
        piece.erase(0, at);
        length = utf16_length(piece);
        line_end = 0;
    };
    std::size_t begin = 0;
    for (const std::size_t end : base::grapheme_ends(points)) {
        const std::string letter = escape(base::to_utf8(all.substr(begin, end - begin)));
        begin = end;
        const std::size_t more = utf16_length(letter);
        if (length + more > block_limit::section) {
            finish(line_end > 0 ? line_end : piece.size());
        }
        piece += letter;
        length += more;
        if (letter == "\n") {
            line_end = piece.size();
        }
    }
    finish(piece.size());
    return pieces;
}

}  // namespace gracy::slack
