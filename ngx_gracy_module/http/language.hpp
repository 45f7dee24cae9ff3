// The two languages in which Gracy speaks to people.
#pragma once

#include <string_view>

namespace gracy::http {

enum class Language : unsigned char { english, korean };

/// A sentence in both.
struct Text {
    std::string_view english;
    std::string_view korean;

    constexpr std::string_view in(Language language) const { return language == Language::korean ? korean : english; }
};

/// The language that an Accept-Language field asks for (RFC 9110, 12.5.4); `otherwise` when it names neither.
Language preferred_language(std::string_view accept_language, Language otherwise = Language::english);

/// From a locale such as "ko", "ko-KR" or "en-US".
Language language_of(std::string_view locale);

}  // namespace gracy::http
