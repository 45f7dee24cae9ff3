#include "base/secret.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace gracy::base {
namespace {

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

}  // namespace

std::optional<std::string> secret_in(std::string content) {
    if (!is_utf8(content) || std::ranges::any_of(content, [](char c) { return is_control(c) && !is_line_end(c); })) {
        return content;
    }
    std::string_view line = content;
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
    }
    if (std::ranges::any_of(line, is_line_end)) {
        return std::nullopt;
    }
    content.resize(line.size());
    return content;
}

}  // namespace gracy::base
