#include "assistant/answers/safe_text.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

constexpr std::string_view link = "it has a link or an address; leave it out";
constexpr std::string_view markup = "it has markup or a mention; write plain sentences";
constexpr std::string_view hidden = "it has characters that cannot be seen";

constexpr auto links =
    std::to_array<std::u32string_view>({U"://", U"www.", U"mailto:", U"data:", U"javascript:", U"@"});
constexpr auto markups = std::to_array<std::u32string_view>({U"<", U">", U"](", U"![", U"`"});

bool is_hidden(char32_t point) {
    return (point < 0x20 && point != U'\n') || (point >= 0x7f && point < 0xa0) || point == 0xad || point == 0x34f ||
           point == 0x61c || point == 0x115f || point == 0x1160 || point == 0x17b4 || point == 0x17b5 ||
           (point >= 0x180b && point <= 0x180f) || (point >= 0x200b && point <= 0x200f) ||
           (point >= 0x2028 && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) || point == 0x3164 ||
           (point >= 0xfe00 && point <= 0xfe0f) || point == 0xfeff || point == 0xffa0 ||
           (point >= 0xfff0 && point <= 0xfffb) || (point >= 0xe000 && point <= 0xf8ff) || point >= 0xe0000;
}

bool is_label(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= U'0' && point <= U'9') || point == U'-';
}

bool is_dot(char32_t point) {
    return point == U'.' || point == 0x3002 || point == 0xff0e || point == 0xff61;
}

/// A host's name: letters, a dot, and at least two letters of a top-level domain. 1.5 and "end. Next" are none.
bool has_host(std::u32string_view text) {
    for (std::size_t dot = 1; dot + 2 < text.size(); ++dot) {
        const bool letters_follow =
            text[dot + 1] >= U'a' && text[dot + 1] <= U'z' && text[dot + 2] >= U'a' && text[dot + 2] <= U'z';
        if (is_dot(text[dot]) && letters_follow && is_label(text[dot - 1])) {
            return true;
        }
    }
    return false;
}

/// Full-width letters as what they look like, in lower case.
std::u32string folded(std::u32string points) {
    std::ranges::transform(points, points.begin(), [](char32_t point) {
        return base::to_lower(point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point);
    });
    return points;
}

}  // namespace

std::optional<std::string_view> why_unsafe(std::string_view text) {
    const std::u32string points = folded(base::to_code_points(text));
    const auto has = [&points](std::u32string_view part) { return points.find(part) != std::u32string::npos; };
    if (std::ranges::any_of(points, is_hidden)) {
        return hidden;
    }
    if (std::ranges::any_of(links, has) || has_host(points)) {
        return link;
    }
    if (std::ranges::any_of(markups, has)) {
        return markup;
    }
    return std::nullopt;
}

}  // namespace gracy::assistant
