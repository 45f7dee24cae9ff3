// Unicode text as UTF-8: what may be stored, and how long it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gracy::base {

/// Well-formed UTF-8 (Unicode 3.9, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// Any bytes as text that PostgreSQL takes: each that belongs to no character, and NUL, is U+FFFD.
std::string storable(std::string_view bytes);

/// Precondition for the rest: the text is UTF-8.
std::size_t code_points(std::string_view text);

/// At most so many bytes, and no part of a character.
std::string_view beginning_of(std::string_view text, std::size_t most_bytes);

/// Whether there is nothing to be seen: white space, control and format characters, Hangul fillers, no text at all.
bool is_blank(std::string_view text);

/// Without the format characters that come along with what is pasted, like a word joiner. Those that join letters or
/// emoji (U+200C, U+200D) stay.
std::string without_invisible(std::string_view text);

/// Composed (Unicode Normalization Form C), as stored text must be: Hangul from some keyboards and file systems comes
/// in pieces that look the same and compare differently.
bool is_nfc(std::string_view text);

/// Throws std::invalid_argument when the text is not UTF-8.
std::string to_nfc(std::string_view text);

}  // namespace gracy::base
