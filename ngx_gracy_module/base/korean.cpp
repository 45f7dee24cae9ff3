#include "base/korean.hpp"

#include "base/ascii.hpp"

#include <cstddef>

namespace gracy::base {
namespace {

constexpr char32_t first_syllable = U'가';
constexpr char32_t last_syllable = U'힣';
// A syllable's code point is initial, vowel and final in a mixed-radix number (Unicode 3.12).
constexpr char32_t finals = 28;
constexpr char32_t rieul = 8;

/// The code point before `end`, which moves to its start. Precondition: UTF-8, end > 0.
char32_t step_back(std::string_view text, std::size_t& end) {
    char32_t code = 0;
    unsigned shift = 0;
    while (end > 0 && shift < 24) {
        const auto byte = static_cast<unsigned char>(text[--end]);
        if (byte < 0x80) {
            return byte;
        }
        if (byte >= 0xc0) {
            const unsigned mask = byte >= 0xf0 ? 0x07U : byte >= 0xe0 ? 0x0fU : 0x1fU;
            return code | static_cast<char32_t>(byte & mask) << shift;
        }
        code |= static_cast<char32_t>(byte & 0x3fU) << shift;
        shift += 6;
    }
    return code;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Ending of_syllable(char32_t syllable) {
    const char32_t final = (syllable - first_syllable) % finals;
    return final == 0 ? Ending::vowel : final == rieul ? Ending::rieul : Ending::consonant;
}

/// 영 일 이 삼 사 오 육 칠 팔 구; what stands before a zero (십, 백, 천) ends in a consonant too.
Ending of_digit(char digit) {
    return std::string_view("178").find(digit) != std::string_view::npos   ? Ending::rieul
           : std::string_view("036").find(digit) != std::string_view::npos ? Ending::consonant
                                                                           : Ending::vowel;
}

bool is_vowel(char letter) {
    return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

/// "tip", "web", "market", "book": one short vowel before the last letter. Not "great", "work", "trust".
bool short_vowel_before_last(std::string_view word) {
    if (word.size() < 2 || !is_vowel(word[word.size() - 2])) {
        return false;
    }
    return word.size() < 3 || !is_vowel(word[word.size() - 3]) || word.substr(word.size() - 3, 2) == "oo";
}

/// `word`: the Latin letters at the end, in lower case, not empty.
Ending of_english(std::string_view word) {
    const char last = word.back();
    if (word.size() == 1) {
        // Its name is read: 엘, 엠, 엔, 알.
        return last == 'l' || last == 'r'   ? Ending::rieul
               : last == 'm' || last == 'n' ? Ending::consonant
                                            : Ending::vowel;
    }
    const char before = word[word.size() - 2];
    switch (last) {
        case 'l':
            return Ending::rieul;
        case 'm':
        case 'n':
            return Ending::consonant;
        case 'g':
            return before == 'n' ? Ending::consonant : Ending::vowel;
        case 'e':
            // The silent e of "people", "goggle"; of "time", "one".
            return before == 'l' ? Ending::rieul : before == 'm' || before == 'n' ? Ending::consonant : Ending::vowel;
        case 'k':
            if (before == 'c') {
                return Ending::consonant;
            }
            [[fallthrough]];
        case 'b':
        case 'p':
        case 't':
        case 'c':
            return short_vowel_before_last(word) ? Ending::consonant : Ending::vowel;
        default:
            return Ending::vowel;
    }
}

Ending of_latin(std::string_view text, std::size_t end) {
    std::string word;
    while (end > 0 && is_letter(text[end - 1])) {
        const char c = text[--end];
        word.insert(word.begin(), ascii::to_lower(c));
    }
    return of_english(word);
}

std::string choose(std::string_view word, std::string_view after_consonant, std::string_view after_vowel) {
    switch (ending_of(word)) {
        case Ending::vowel:
            return std::string(after_vowel);
        case Ending::rieul:
        case Ending::consonant:
            return std::string(after_consonant);
        case Ending::unknown:
            break;
    }
    return std::string(after_consonant) + "(" + std::string(after_vowel) + ")";
}

}  // namespace

Ending ending_of(std::string_view word) {
    for (std::size_t end = word.size(); end > 0;) {
        const std::size_t after = end;
        const char32_t code = step_back(word, end);
        if (code >= first_syllable && code <= last_syllable) {
            return of_syllable(code);
        }
        if (code >= U'0' && code <= U'9') {
            return of_digit(static_cast<char>(code));
        }
        if (code < 0x80 && is_letter(static_cast<char>(code))) {
            return of_latin(word, after);
        }
    }
    return Ending::unknown;
}

std::string topic_particle(std::string_view word) {
    return choose(word, "은", "는");
}

std::string subject_particle(std::string_view word) {
    return choose(word, "이", "가");
}

std::string object_particle(std::string_view word) {
    return choose(word, "을", "를");
}

std::string together_particle(std::string_view word) {
    return choose(word, "과", "와");
}

std::string direction_particle(std::string_view word) {
    return ending_of(word) == Ending::rieul ? "로" : choose(word, "으로", "로");
}

std::string quoting_particle(std::string_view word) {
    return choose(word, "이라는", "라는");
}

}  // namespace gracy::base
