#include "base/text.hpp"

#include "base/normalization.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gracy::base {
namespace {

std::uint64_t load(const char* bytes) {
    std::uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

constexpr std::uint64_t high_bits = 0x8080808080808080;

bool is_continuation(unsigned char byte) {
    return (byte & 0xc0) == 0x80;
}

// Code points of which no two compose with each other, and none of which decomposes: Latin without combining marks,
// CJK ideographs, and Hangul syllables (a trailing consonant that would join one is outside of these ranges).
bool is_always_composed(char32_t point) {
    return point < 0x300 || (point >= 0x4e00 && point <= 0x9fff) || (point >= 0xac00 && point <= 0xd7a3);
}

// Of UTF-8 that is known to be well-formed.
char32_t next_point(const char*& at) {
    const auto byte = [&](int i) { return static_cast<char32_t>(static_cast<unsigned char>(at[i])); };
    const char32_t first = byte(0);
    if (first < 0x80) {
        at += 1;
        return first;
    }
    if (first < 0xe0) {
        const char32_t point = (first & 0x1f) << 6 | (byte(1) & 0x3f);
        at += 2;
        return point;
    }
    if (first < 0xf0) {
        const char32_t point = (first & 0xf) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
        at += 3;
        return point;
    }
    const char32_t point = (first & 0x7) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
    at += 4;
    return point;
}

/// Of the character that the bytes begin with; 0 when it is none.
std::size_t character_length(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[0]);
    std::size_t length = 0;
    // What the second byte may be; the others may be any continuation.
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
        length = 2;
    } else if (first >= 0xe0 && first <= 0xef) {
        length = 3;
        low = first == 0xe0 ? 0xa0 : low;
        high = first == 0xed ? 0x9f : high;
    } else if (first >= 0xf0 && first <= 0xf4) {
        length = 4;
        low = first == 0xf0 ? 0x90 : low;
        high = first == 0xf4 ? 0x8f : high;
    }
    if (length == 0 || bytes.size() < length) {
        return 0;
    }
    const auto second = static_cast<unsigned char>(bytes[1]);
    const auto is_continued = [](char byte) { return is_continuation(static_cast<unsigned char>(byte)); };
    return second >= low && second <= high && std::ranges::all_of(bytes.substr(2, length - 2), is_continued) ? length
                                                                                                             : 0;
}

bool is_invisible(char32_t point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
            return true;
        default:
            break;
    }
    // Letters by their category, and nothing on paper: fillers of Hangul, and the blank of Braille.
    return point == 0x115f || point == 0x1160 || point == 0x3164 || point == 0xffa0 || point == 0x2800;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        if (text.size() >= 8 && (load(text.data()) & high_bits) == 0) {
            text.remove_prefix(8);
            continue;
        }
        const std::size_t length = character_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string storable(std::string_view bytes) {
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = bytes.front() == '\0' ? 0 : character_length(bytes);
        text += length == 0 ? replacement : bytes.substr(0, length);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) {
        count += is_continuation(static_cast<unsigned char>(byte)) ? 0 : 1;
    }
    return count;
}

std::string_view beginning_of(std::string_view text, std::size_t most_bytes) {
    std::size_t end = std::min(text.size(), most_bytes);
    while (end > 0 && end < text.size() && is_continuation(static_cast<unsigned char>(text[end]))) {
        --end;
    }
    return text.substr(0, end);
}

bool is_blank(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (!is_invisible(next_point(at))) {
            return false;
        }
    }
    return true;
}

std::string without_invisible(std::string_view text) {
    std::string seen;
    seen.reserve(text.size());
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const char* const begin = at;
        const char32_t point = next_point(at);
        const bool joins = point == 0x200c || point == 0x200d;
        if (joins || utf8proc_category(static_cast<utf8proc_int32_t>(point)) != UTF8PROC_CATEGORY_CF) {
            seen.append(begin, at);
        }
    }
    return seen;
}

bool is_nfc(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (!is_always_composed(next_point(at))) {
            return to_nfc(text) == text;
        }
    }
    return true;
}

std::string to_nfc(std::string_view text) {
    return normalized(text, NormalForm::composed);
}

}  // namespace gracy::base
