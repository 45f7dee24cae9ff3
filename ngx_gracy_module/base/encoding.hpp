// Bytes as text and back: hexadecimal, base64 and base64url.
#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::base {

/// Lower-case digits.
std::string to_hex(Bytes bytes);

/// Which digits a reader accepts. A signature is compared as bytes, and two spellings of one signature are one too
/// many.
enum class HexCase : unsigned char { lower, any };

/// Decodes exactly `out.size()` bytes from exactly twice as many digits. False: the length or a digit is wrong, and
/// `out` holds nothing of use.
bool decode_hex(std::string_view text, std::span<std::byte> out, HexCase hex_case = HexCase::lower);

/// The same for a length that the text decides.
std::optional<std::vector<std::byte>> decode_hex(std::string_view text, HexCase hex_case = HexCase::lower);

/// RFC 4648, 4, with padding.
std::string to_base64(Bytes bytes);

/// RFC 4648, 5, without padding.
std::string to_base64url(Bytes bytes);

/// Without padding, and only the one spelling that `to_base64url` makes: unused bits of the last letter are zero.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace gracy::base
