#include "slack/block_kit/length.hpp"

#include "base/unicode.hpp"

namespace gracy::slack {
namespace {

std::size_t units(std::u32string_view points) {
    std::size_t count = 0;
    for (const char32_t point : points) {
        count += point > 0xffff ? 2 : 1;
    }
    return count;
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // The first byte of each code point; those of four bytes are pairs of surrogates.
        count += (byte & 0xc0) != 0x80 ? (byte >= 0xf0 ? 2 : 1) : 0;
    }
    return count;
}

std::string shorten(std::string_view text, std::size_t most) {
    if (utf16_length(text) <= most) {
        return std::string(text);
    }
    const std::u32string points = base::to_code_points(text);
    const std::u32string_view all(points);
    std::size_t kept = 0;
    std::size_t length = 1;  // the ellipsis
    for (const std::size_t end : base::grapheme_ends(points)) {
        length += units(all.substr(kept, end - kept));
        if (length > most) {
            break;
        }
        kept = end;
    }
    return most == 0 ? std::string() : base::to_utf8(all.substr(0, kept)) + "…";
}

}  // namespace gracy::slack
