// The two languages in which Gracy speaks to people.
#pragma once

#include <string>
#include <string_view>

namespace gracy::http {

enum class Language : unsigned char { english, korean };

/// A sentence in both.
struct Text {
    std::string_view english;
    std::string_view korean;

    constexpr std::string_view in(Language language) const { return language == Language::korean ? korean : english; }
};

/// The same with words that are only known at run time.
struct Sentence {
    std::string english;
    std::string korean;

    Sentence() = default;
    Sentence(std::string e, std::string k) : english(std::move(e)), korean(std::move(k)) {}
    Sentence(Text text) : english(text.english), korean(text.korean) {}  // NOLINT: a text is a sentence

    std::string_view in(Language language) const { return language == Language::korean ? korean : english; }
};

/// "en" or "ko".
constexpr std::string_view name_of(Language language) {
    return language == Language::korean ? "ko" : "en";
}

/// The language that an Accept-Language field asks for (RFC 9110, 12.5.4); `otherwise` when it names neither.
Language preferred_language(std::string_view accept_language, Language otherwise = Language::english);

/// Of what somebody wrote: Korean as soon as it has a syllable of Hangul. Precondition: UTF-8.
Language language_of_text(std::string_view text);

/// In which it wants to be answered: a Korean term does not make an English question a Korean one. English with three
/// words in Latin letters or more and at least twice as many as in Hangul, mentions and addresses not counted; else as
/// language_of_text. Precondition: UTF-8.
Language language_of_question(std::string_view question);

/// From a locale such as "ko", "ko-KR" or "en-US".
Language language_of(std::string_view locale);

}  // namespace gracy::http
