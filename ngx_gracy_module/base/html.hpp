// Text inside HTML.
#pragma once

#include <string>

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

}  // namespace gracy::base
