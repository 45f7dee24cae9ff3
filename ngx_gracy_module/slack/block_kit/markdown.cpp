#include "slack/block_kit/markdown.hpp"

namespace gracy::slack {
namespace {

// What begins or ends markup inside a line (CommonMark 0.31.2, 6; GFM's strikethrough and tables).
constexpr std::string_view inside_a_line = "\\`*_~[]|";
// What makes something else of a line that begins with it (CommonMark 0.31.2, 4 and 5).
constexpr std::string_view at_the_beginning = "#+-=";
constexpr std::string_view digits = "0123456789";

}  // namespace

std::string literal_markdown(std::string_view text) {
    std::string markdown;
    markdown.reserve(text.size() + text.size() / 8);
    // "1. " and "1) " begin a list.
    const std::size_t number = text.find_first_not_of(digits);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool begins =
            (i == 0 && at_the_beginning.contains(c)) || (i > 0 && i == number && (c == '.' || c == ')'));
        if (c == '&') {
            markdown += "&amp;";
        } else if (c == '<') {
            markdown += "&lt;";
        } else if (c == '>') {
            markdown += "&gt;";
        } else if (c == '\n' || c == '\r') {
            markdown += ' ';
        } else {
            if (begins || inside_a_line.contains(c)) {
                markdown += '\\';
            }
            markdown += c;
        }
    }
    return markdown;
}

}  // namespace gracy::slack
