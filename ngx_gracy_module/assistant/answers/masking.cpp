#include "assistant/answers/masking.hpp"

#include "assistant/answers/personal_numbers.hpp"
#include "base/unicode.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr std::size_t longest_mention = 100;

bool is_latin(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z');
}

bool is_plain(char32_t point) {
    return (point >= U'0' && point <= U'9') || is_latin(point);
}

bool is_of_name(char32_t point) {
    return is_plain(point) || point == U'.' || point == U'_' || point == U'-';
}

bool is_local_part(char32_t point) {
    return is_of_name(point) || point == U'+' || point == U'%';
}

std::size_t end_while(Text text, std::size_t at, auto holds) {
    while (at < text.size() && holds(text[at])) {
        ++at;
    }
    return at;
}

/// "<@U012AB>", "<!channel>"
std::size_t end_of_markup(Text text, std::size_t at) {
    const std::size_t end = text.find(U'>', at);
    return end != Text::npos && end - at < longest_mention ? end + 1 : at;
}

/// "@jiho.lee", "@U012AB", @이지호: as a mention is once Slack's markup is gone. Of a name in Latin letters what is
/// Korean behind it is a particle.
std::size_t end_of_mention(Text text, std::size_t at) {
    const std::size_t begin = at + 1;
    std::size_t end = end_while(text, begin, is_of_name);
    if (end == begin) {
        end = end_while(text, begin, [](char32_t point) { return base::is_letter(point); });
    }
    while (end > begin && text[end - 1] == U'.') {
        --end;
    }
    return end > begin ? end : at;
}

/// "tel010-1234-5678" has a number behind letters; a letter behind either is in the middle of a word.
bool begins_at(Text text, std::size_t at) {
    return at == 0 || !(is_figure(text[at]) ? is_figure(text[at - 1]) : is_plain(text[at - 1]));
}

}  // namespace

std::string Mask::name_for(std::string_view kind, std::string value) {
    for (const auto& [name, known] : hidden_) {
        if (known == value) {
            return name;
        }
    }
    // Letters: a digit would look like a number that no source has.
    std::string letters;
    for (std::size_t n = hidden_.size() + 1; n > 0; n = (n - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    hidden_.emplace_back("[" + std::string(kind) + "-" + letters + "]", std::move(value));
    return hidden_.back().first;
}

std::string Mask::hide(std::string_view text) {
    const std::u32string points = base::to_code_points(text);
    const Text all(points);
    std::string masked;
    for (std::size_t at = 0; at < all.size();) {
        const auto take = [&](std::string_view kind, std::size_t end) {
            masked += name_for(kind, base::to_utf8(all.substr(at, end - at)));
            at = end;
        };
        const auto keep = [&](std::size_t end) {
            masked += base::to_utf8(all.substr(at, end - at));
            at = end;
        };
        const Text here = all.substr(at);
        const bool is_markup = here.starts_with(U"<@") || here.starts_with(U"<!");
        if (const std::size_t end = is_markup ? end_of_markup(all, at) : at; end > at) {
            take("PERSON", end);
            continue;
        }
        if (const std::size_t end = all[at] == U'@' ? end_of_mention(all, at) : at; end > at) {
            take("PERSON", end);
            continue;
        }
        const std::size_t local_part = end_while(all, at, is_local_part);
        if (local_part > at && local_part < all.size() && all[local_part] == U'@') {
            if (const std::size_t end = end_while(all, local_part + 1, is_of_name); end > local_part + 1) {
                take("EMAIL", end);
                continue;
            }
        }
        const bool begins = begins_at(all, at);
        if (const auto end = begins ? numeric_date_at(all, at) : std::nullopt) {
            keep(*end);
            continue;
        }
        if (const auto number = begins ? personal_number_at(all, at) : std::nullopt) {
            take(number->kind, number->end);
            continue;
        }
        keep(std::max(at + 1, end_while(all, at, is_figure(all[at]) ? is_figure : is_latin)));
    }
    return masked;
}

std::string Mask::reveal(std::string_view text) const {
    std::string shown(text);
    for (const auto& [name, value] : hidden_) {
        for (std::size_t at = shown.find(name); at != std::string::npos; at = shown.find(name, at + value.size())) {
            shown.replace(at, name.size(), value);
        }
    }
    return shown;
}

bool Mask::names_somebody(std::string_view text) {
    return text.contains("[EMAIL-") || text.contains("[PERSON-");
}

}  // namespace gracy::assistant
