// Text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace gracy::base {

/// Appends a character of text, as an entity where HTML would read it as its own (also inside quoted attributes).
inline void append_html(std::string& html, char character) {
    switch (character) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        default:
            html += character;
    }
}

/// A text with what HTML would read as its own as entities.
inline std::string escape_html(std::string_view text) {
    std::string html;
    html.reserve(text.size() + 16);
    for (const char character : text) {
        append_html(html, character);
    }
    return html;
}

}  // namespace gracy::base
