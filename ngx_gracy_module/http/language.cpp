#include "http/language.hpp"

#include "base/ascii.hpp"
#include "base/unicode.hpp"
#include "http/field_value.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace gracy::http {
namespace {

// "ko-KR" and "ko_KR" are "ko"; "kok" (Konkani) is not.
std::optional<Language> language_of_tag(std::string_view tag) {
    const auto is = [&](std::string_view language) {
        return tag.size() >= 2 && same_text(tag.substr(0, 2), language) &&
               (tag.size() == 2 || tag[2] == '-' || tag[2] == '_');
    };
    if (is("ko")) {
        return Language::korean;
    }
    if (is("en")) {
        return Language::english;
    }
    return std::nullopt;
}

// "0.8" as 800; 0 for what is no weight, as if the entry were not there.
int thousandths(std::string_view weight) {
    if (weight.empty() || weight.size() > 5 || (weight[0] != '0' && weight[0] != '1') ||
        (weight.size() > 1 && weight[1] != '.')) {
        return 0;
    }
    int value = weight[0] - '0';
    for (std::size_t i = 2; i < 5; ++i) {
        const char digit = i < weight.size() ? weight[i] : '0';
        if (!base::ascii::is_digit(digit)) {
            return 0;
        }
        value = value * 10 + (digit - '0');
    }
    return value <= 1000 ? value : 0;
}

/// Slack writes mentions, channels and links as <@U1|name>.
std::u32string without_bracketed(std::u32string_view text) {
    std::u32string rest;
    while (!text.empty()) {
        const std::size_t begin = text.find(U'<');
        const std::size_t end = begin == text.npos ? text.npos : text.find(U'>', begin);
        if (end == text.npos) {
            break;
        }
        rest.append(text.substr(0, begin)).append(1, U' ');
        text.remove_prefix(end + 1);
    }
    return rest.append(text);
}

}  // namespace

Language preferred_language(std::string_view accept_language, Language otherwise) {
    Language best = otherwise;
    int best_weight = 0;
    while (!accept_language.empty()) {
        std::string_view entry = trimmed(split_off(accept_language, ','));
        const std::string_view tag = trimmed(split_off(entry, ';'));
        const auto language = tag == "*" ? std::optional(otherwise) : language_of_tag(tag);
        if (!language) {
            continue;
        }
        int weight = 1000;
        entry = trimmed(entry);
        if (!entry.empty()) {
            weight = entry.starts_with("q=") || entry.starts_with("Q=") ? thousandths(entry.substr(2)) : 0;
        }
        if (weight > best_weight) {
            best_weight = weight;
            best = *language;
        }
    }
    return best;
}

Language language_of_text(std::string_view text) {
    return std::ranges::any_of(base::to_code_points(text), base::is_hangul_syllable) ? Language::korean
                                                                                     : Language::english;
}

Language language_of_question(std::string_view question) {
    static constexpr std::size_t least_words = 3;
    static constexpr char32_t first_after_latin = 0x250;
    const std::u32string text = without_bracketed(base::to_code_points(question));
    std::size_t latin = 0;
    std::size_t hangul = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        while (at < text.size() && !base::is_white_space(text[at])) {
            ++at;
        }
        const std::u32string_view word(text.data() + begin, at - begin);
        at += at < text.size() ? 1 : 0;
        if (word.contains(U'@') || word.contains(U"://")) {
            continue;
        }
        if (std::ranges::any_of(word, base::is_hangul_syllable)) {
            ++hangul;
        } else if (std::ranges::any_of(
                       word, [](char32_t point) { return point < first_after_latin && base::is_letter(point); })) {
            ++latin;
        }
    }
    return latin >= least_words && latin >= 2 * hangul ? Language::english : language_of_text(question);
}

Language language_of(std::string_view locale) {
    return language_of_tag(locale).value_or(Language::english);
}

}  // namespace gracy::http
