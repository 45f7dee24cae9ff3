#include "assistant/answers/addresses.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr auto telltales = std::to_array<Text>(
    {U"://",      U"www.",    U"@",       U"xn--",    U"localhost", U"javascript:", U"vbscript:", U"hxxp",
     U"[.]",      U"(.)",     U"{.}",     U"[dot]",   U"(dot)",     U"{dot}",       U" dot com",  U" dot net",
     U" dot org", U" dot io", U" dot kr", U" dot co", U"점 com",    U"점 net",      U"점 kr",     U"닷컴"});
// Where something follows at once: "data: see below" is a sentence.
constexpr auto schemes =
    std::to_array<Text>({U"http",        U"https", U"ftp",  U"ftps",  U"sftp",     U"file",  U"data",   U"blob",
                         U"mailto",      U"tel",   U"sms",  U"ws",    U"wss",      U"slack", U"intent", U"magnet",
                         U"view-source", U"about", U"xmpp", U"skype", U"facetime", U"urn"});
// No registry has them as top-level domains.
constexpr auto file_extensions = std::to_array<Text>({U"hwp", U"hwpx", U"doc", U"docx", U"xls", U"xlsx", U"ppt",
                                                      U"pptx", U"pdf", U"csv", U"txt", U"jpg", U"jpeg", U"png"});
// What a reader puts together from "evil . com"; those that a sentence never begins with also from "evil. com".
constexpr auto apart_domains =
    std::to_array<Text>({U"com", U"org", U"io", U"kr", U"net", U"co", U"info", U"biz", U"dev", U"app", U"xyz"});
constexpr auto apart_domains_behind_dot = std::to_array<Text>({U"com", U"io", U"kr"});
constexpr auto of_article = std::to_array<Text>({U"항", U"조", U"호", U"절", U"장", U"목"});
constexpr auto korean_domains = std::to_array<Text>({U"한국", U"닷넷", U"삼성"});

bool is_ascii_digit(char32_t point) {
    return point >= U'0' && point <= U'9';
}

/// Also the one that browsers take for it.
bool is_dot(char32_t point) {
    return point == U'.' || point == U'。';
}

bool is_of_label(char32_t point) {
    return base::is_letter(point) || is_ascii_digit(point) || point == U'-';
}

bool is_foreign_letter(char32_t point) {
    return base::is_letter(point) && !base::is_hangul_syllable(point);
}

/// The label of a host's name that begins at a place; particles that stand behind it (evil.com을) are none of it.
Text label_at(Text text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_of_label(text[end]) && !base::is_hangul_syllable(text[end])) {
        ++end;
    }
    return text.substr(at, end - at);
}

bool has_host(Text text) {
    for (std::size_t dot = 1; dot + 2 < text.size(); ++dot) {
        if (!is_dot(text[dot]) || !is_of_label(text[dot - 1])) {
            continue;
        }
        const Text after = text.substr(dot + 1);
        if (std::ranges::any_of(korean_domains, [after](Text domain) { return after.starts_with(domain); })) {
            return true;
        }
        // One letter is an abbreviation: "a.m.", "e.g."
        if (!is_foreign_letter(after[0]) || !is_foreign_letter(after[1])) {
            continue;
        }
        const Text label = label_at(text, dot + 1);
        const Text beyond = after.substr(label.size());
        const bool leads_on = !beyond.empty() && (beyond[0] == U'/' || beyond[0] == U':');
        if (leads_on || std::ranges::find(file_extensions, label) == file_extensions.end()) {
            return true;
        }
    }
    return false;
}

/// "evil . com", "evil. com"
bool has_host_apart(Text text) {
    for (std::size_t dot = 1; dot + 2 < text.size(); ++dot) {
        const std::size_t before = text.find_last_not_of(U' ', dot - 1);
        if (!is_dot(text[dot]) || before == Text::npos || !is_of_label(text[before])) {
            continue;
        }
        const std::size_t begin = text.find_first_not_of(U' ', dot + 1);
        if (begin == Text::npos) {
            return false;
        }
        const Text label = label_at(text, begin);
        const bool is_apart = before + 1 < dot && begin > dot + 1;
        const bool is_behind = begin > dot + 1 || before + 1 < dot;
        if ((is_apart && std::ranges::find(apart_domains, label) != apart_domains.end()) ||
            (is_behind && std::ranges::find(apart_domains_behind_dot, label) != apart_domains_behind_dot.end())) {
            return true;
        }
    }
    return false;
}

/// 제1.2.3.4항
bool is_article(Text text, std::size_t begin, std::size_t end) {
    return begin > 0 && text[begin - 1] == U'제' &&
           std::ranges::any_of(of_article, [behind = text.substr(end)](Text word) { return behind.starts_with(word); });
}

/// Four numbers up to 255.
bool has_ip_address(Text text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_ascii_digit(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        int parts = 0;
        bool small = true;
        while (at < text.size() && is_ascii_digit(text[at])) {
            unsigned value = 0;
            for (; at < text.size() && is_ascii_digit(text[at]); ++at) {
                value = std::min(value * 10 + (text[at] - U'0'), 1000U);
            }
            ++parts;
            small = small && value <= 255;
            if (at + 1 < text.size() && is_dot(text[at]) && is_ascii_digit(text[at + 1])) {
                ++at;
            }
        }
        if (parts == 4 && small && !is_article(text, begin, at)) {
            return true;
        }
    }
    return false;
}

bool has_scheme(Text text) {
    for (std::size_t colon = text.find(U':'); colon != Text::npos; colon = text.find(U':', colon + 1)) {
        std::size_t begin = colon;
        while (begin > 0 && text[begin - 1] < 0x80 && is_of_label(text[begin - 1])) {
            --begin;
        }
        const bool follows = colon + 1 < text.size() && !base::is_white_space(text[colon + 1]);
        if (follows && std::ranges::find(schemes, text.substr(begin, colon - begin)) != schemes.end()) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool has_address(std::u32string_view text) {
    return std::ranges::any_of(telltales, [text](Text part) { return text.contains(part); }) || has_host(text) ||
           has_host_apart(text) || has_ip_address(text) || has_scheme(text);
}

}  // namespace gracy::assistant
