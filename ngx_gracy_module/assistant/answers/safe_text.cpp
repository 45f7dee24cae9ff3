#include "assistant/answers/safe_text.hpp"

#include "assistant/answers/addresses.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr std::string_view link = "it has a link or an address; leave it out";
constexpr std::string_view markup = "it has markup or a mention; write plain sentences";
constexpr std::string_view hidden = "it has characters that cannot be seen";
constexpr std::string_view code = "it has a code; write plain sentences";
constexpr std::string_view script = "it has letters that are neither Korean nor English";

constexpr auto markups = std::to_array<Text>({U"<", U"](", U"![", U"`", U"&lt", U"&gt", U"&#"});
constexpr auto escapes = std::to_array<Text>({U"\\u", U"\\x"});
// Longer than words are, and than names of forms.
constexpr std::size_t longest_word = 32;
constexpr std::size_t longest_word_with_digits = 20;
// More on one letter reach into the lines above and below.
constexpr std::size_t most_marks = 2;
constexpr std::size_t figures_of_year = 4;

/// Not seen, although their category does not say so, and all of those for private use and beyond.
bool is_hidden(char32_t point) {
    return (point < 0x20 && point != U'\n') || (point >= 0x7f && point < 0xa0) || base::is_format(point) ||
           point == 0x34f || point == 0x115f || point == 0x1160 || point == 0x17b4 || point == 0x17b5 ||
           (point >= 0x180b && point <= 0x180f) || point == 0x2028 || point == 0x2029 || point == 0x2065 ||
           point == 0x2800 || point == 0x3164 || (point >= 0xfe00 && point <= 0xfe0f) || point == 0xffa0 ||
           (point >= 0xfff0 && point <= 0xfffc) || (point >= 0xe000 && point <= 0xf8ff) || point >= 0xe0000;
}

// Latin, Greek (+α), Hangul, Kana and Chinese characters.
constexpr auto scripts = std::to_array<std::pair<char32_t, char32_t>>({
    {U'0', U'9'},
    {U'a', U'z'},
    {0xaa, 0x24f},
    {0x370, 0x3ff},
    {0x1100, 0x11ff},
    {0x1e00, 0x1eff},
    {0x3005, 0x3007},
    {0x3040, 0x30ff},
    {0x3130, 0x318f},
    {0x31f0, 0x31ff},
    {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},
    {0xa960, 0xa97f},
    {0xac00, 0xd7ff},
    {0xf900, 0xfaff},
    {0x20000, 0x3ffff},
});

bool is_of_other_script(char32_t point) {
    return (base::is_letter(point) || base::is_digit(point)) &&
           std::ranges::none_of(scripts,
                                [point](const auto& range) { return point >= range.first && point <= range.second; });
}

bool has_stacked_marks(Text text) {
    std::size_t marks = 0;
    return std::ranges::any_of(text, [&marks](char32_t point) {
        marks = base::is_mark(point) ? marks + 1 : 0;
        return marks > most_marks;
    });
}

/// A quotation or the end of a tag, and not a way through menus: "ERP > 근태 > 휴가신청".
bool has_quotation(Text text) {
    for (std::size_t at = text.find(U'>'); at != Text::npos; at = text.find(U'>', at + 1)) {
        const bool is_apart = at > 1 && at + 2 < text.size() && text[at - 1] == U' ' && text[at + 1] == U' ';
        if (!is_apart || !base::is_letter(text[at - 2]) || !base::is_letter(text[at + 2])) {
            return true;
        }
    }
    return false;
}

bool is_hex(char32_t point) {
    return (point >= U'0' && point <= U'9') || (point >= U'a' && point <= U'f');
}

/// Base64, hexadecimal and other text that nobody reads, and characters spelled by their numbers.
bool has_code(Text text) {
    if (std::ranges::any_of(escapes, [text](Text escape) { return text.contains(escape); })) {
        return true;
    }
    for (std::size_t at = 0; at + 6 <= text.size(); ++at) {
        if (text[at] == U'%' && is_hex(text[at + 1]) && is_hex(text[at + 2]) && text[at + 3] == U'%' &&
            is_hex(text[at + 4]) && is_hex(text[at + 5])) {
            return true;
        }
    }
    std::size_t length = 0;
    bool has_letter = false;
    bool has_other = false;
    for (const char32_t point : text) {
        const bool is_letter = point >= U'a' && point <= U'z';
        const bool is_other = (point >= U'0' && point <= U'9') || point == U'+' || point == U'=';
        if (!is_letter && !is_other) {
            length = 0;
            has_letter = has_other = false;
            continue;
        }
        ++length;
        has_letter = has_letter || is_letter;
        has_other = has_other || is_other;
        if (length > longest_word || (length > longest_word_with_digits && has_letter && has_other)) {
            return true;
        }
    }
    return false;
}

/// "2026-01-01": there are no passages of such numbers.
bool has_year(Text numbers) {
    std::size_t figures = 0;
    return std::ranges::any_of(numbers, [&figures](char32_t point) {
        figures = base::is_digit(point) ? figures + 1 : 0;
        return figures == figures_of_year;
    });
}

/// Our own mark for a source: "[2]". Which sources there are, the members say that cite.
bool has_citation_mark(Text text) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if ((text[at] == U'[' || text[at] == U'【') && base::is_digit(text[at + 1])) {
            const std::size_t end = text.find_first_not_of(U"0123456789, -", at + 1);
            if (end != Text::npos && (text[end] == U']' || text[end] == U'】') &&
                !has_year(text.substr(at + 1, end - at - 1))) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

std::optional<std::string_view> why_unsafe(std::string_view text) {
    const std::u32string seen = base::to_code_points(text);
    if (std::ranges::any_of(seen, is_hidden) || has_stacked_marks(seen)) {
        return hidden;
    }
    const std::u32string folded = base::to_folded(text);
    if (has_address(folded)) {
        return link;
    }
    if (std::ranges::any_of(markups, [&folded](Text part) { return folded.contains(part); }) || has_quotation(folded) ||
        has_citation_mark(folded)) {
        return markup;
    }
    if (has_code(folded)) {
        return code;
    }
    if (std::ranges::any_of(folded, is_of_other_script)) {
        return script;
    }
    return std::nullopt;
}

std::string without_hidden(std::string_view text) {
    std::u32string points = base::to_code_points(text);
    std::erase_if(points, is_hidden);
    return base::to_utf8(points);
}

}  // namespace gracy::assistant
