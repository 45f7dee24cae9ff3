// Ethereum addresses and their text.
#pragma once

#include "base/encoding.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::staking {

using Address = std::array<std::byte, 20>;

enum class AddressError : unsigned char { malformed, wrong_checksum };

/// An address, or why the text is none.
struct ParsedAddress {
    std::optional<Address> address;
    AddressError error = AddressError::malformed;
};

/// "0x" and 40 hexadecimal digits, in letters of one case, which carry no checksum, or with the checksum of EIP-55.
/// Text in another mixture of cases was mistyped somewhere, so it is refused rather than guessed at.
ParsedAddress parse_address(std::string_view text);

/// With the checksum of EIP-55.
std::string to_checksum_text(const Address& address);

/// "0x" and lowercase hexadecimal digits, two for each byte.
std::string to_hex_text(base::Bytes bytes);

/// Exactly `size` bytes from "0x" and hexadecimal digits of either case (JSON-RPC's DATA); nothing when it is not.
template <std::size_t size>
std::optional<std::array<std::byte, size>> parse_hex(std::string_view text);

/// Any number of bytes in the same form, at most `max_bytes`.
std::optional<std::string> parse_hex_data(std::string_view text, std::size_t max_bytes);

template <std::size_t size>
std::optional<std::array<std::byte, size>> parse_hex(std::string_view text) {
    std::array<std::byte, size> bytes;
    if (!text.starts_with("0x") || !base::decode_hex(text.substr(2), bytes, base::HexCase::any)) {
        return std::nullopt;
    }
    return bytes;
}

}  // namespace gracy::staking
