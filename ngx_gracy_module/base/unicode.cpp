#include "base/unicode.hpp"

#include "base/normalization.hpp"

#include <utf8proc.h>

#include <array>

namespace gracy::base {

std::u32string to_code_points(std::string_view text) {
    std::u32string points;
    points.reserve(text.size());
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const utf8proc_ssize_t read = utf8proc_iterate(at, left, &point);
        if (read <= 0) {
            break;
        }
        points += static_cast<char32_t>(point);
        at += read;
        left -= read;
    }
    return points;
}

std::string to_utf8(std::u32string_view points) {
    std::string text;
    text.reserve(points.size() * 3);
    std::array<utf8proc_uint8_t, 4> bytes{};
    for (const char32_t point : points) {
        const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes.data());
        text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
    }
    return text;
}

char32_t to_lower(char32_t point) {
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point)));
}

bool is_letter(char32_t point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
            return true;
        default:
            return false;
    }
}

std::u32string to_folded(std::string_view text) {
    return to_code_points(normalized(text, NormalForm::folded));
}

bool is_digit(char32_t point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_ND;
}

bool is_mark(char32_t point) {
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool is_format(char32_t point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_CF;
}

bool is_white_space(char32_t point) {
    return point == U' ' || (point >= U'\t' && point <= U'\r') || point == 0x85 ||
           utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_ZS || point == 0x2028 ||
           point == 0x2029;
}

std::u32string_view trimmed(std::u32string_view points) {
    while (!points.empty() && is_white_space(points.front())) {
        points.remove_prefix(1);
    }
    while (!points.empty() && is_white_space(points.back())) {
        points.remove_suffix(1);
    }
    return points;
}

std::vector<std::size_t> grapheme_ends(std::u32string_view points) {
    std::vector<std::size_t> ends;
    utf8proc_int32_t state = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(points[i - 1]),
                                             static_cast<utf8proc_int32_t>(points[i]), &state)) {
            ends.push_back(i);
        }
    }
    if (!points.empty()) {
        ends.push_back(points.size());
    }
    return ends;
}

}  // namespace gracy::base
