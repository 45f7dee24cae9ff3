// Text by code point, and where it may be cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::base {

/// Precondition: the text is UTF-8.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view points);

/// One to one: a code point whose lower case is several stays.
char32_t to_lower(char32_t point);

/// As a reader takes it: compatibility characters (full-width, mathematical, ligatures) as what they stand for, without
/// case (NFKC_Casefold of Unicode 5.18, but nothing is left out).
std::u32string to_folded(std::string_view text);

bool is_letter(char32_t point);
/// Decimal, of any script.
bool is_digit(char32_t point);
/// Stands on the character before it.
bool is_mark(char32_t point);
/// Controls how others are laid out and is not seen itself (category Cf).
bool is_format(char32_t point);
bool is_white_space(char32_t point);

/// Without the white space around it.
std::u32string_view trimmed(std::u32string_view points);

constexpr bool is_hangul_syllable(char32_t point) {
    return point >= 0xac00 && point <= 0xd7a3;
}

/// Where each user-perceived character ends (extended grapheme clusters, UAX #29): the only places where text may be
/// cut. Ascending; the last one is the text's size.
std::vector<std::size_t> grapheme_ends(std::u32string_view points);

}  // namespace gracy::base
