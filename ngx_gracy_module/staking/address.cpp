#include "staking/address.hpp"

#include "staking/keccak.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

constexpr std::string_view prefix = "0x";

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'F';
}

constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'f';
}

}  // namespace

std::optional<std::string> parse_hex_data(std::string_view text, std::size_t max_bytes) {
    if (text.size() < prefix.size() || text.size() % 2 != 0) {
        return std::nullopt;
    }
    const std::size_t size = (text.size() - prefix.size()) / 2;
    if (size > max_bytes) {
        return std::nullopt;
    }
    std::string bytes(size, '\0');
    if (!text.starts_with(prefix) ||
        !base::decode_hex(text.substr(prefix.size()), std::as_writable_bytes(std::span(bytes)), base::HexCase::any)) {
        return std::nullopt;
    }
    return bytes;
}

std::string to_hex_text(base::Bytes bytes) {
    return std::string(prefix) + base::to_hex(bytes);
}

// EIP-55: a letter is a capital where the digit at its place in the hash of the lowercase text is 8 or more.
std::string to_checksum_text(const Address& address) {
    std::string text = to_hex_text(address);
    const Hash hash = keccak256(base::bytes_of(std::string_view(text).substr(prefix.size())));
    for (std::size_t i = 0; i < 2 * address.size(); ++i) {
        char& digit = text[prefix.size() + i];
        const unsigned pair = std::to_integer<unsigned>(hash[i / 2]);
        if (digit >= 'a' && (i % 2 == 0 ? pair >> 4 : pair & 15U) >= 8) {
            digit = static_cast<char>(digit - 'a' + 'A');
        }
    }
    return text;
}

ParsedAddress parse_address(std::string_view text) {
    const std::optional<Address> address = parse_hex<std::tuple_size_v<Address>>(text);
    if (!address) {
        return {.address = {}, .error = AddressError::malformed};
    }
    const bool is_mixed = std::ranges::any_of(text, is_upper) && std::ranges::any_of(text, is_lower);
    if (is_mixed && to_checksum_text(*address) != text) {
        return {.address = {}, .error = AddressError::wrong_checksum};
    }
    return {.address = address};
}

}  // namespace gracy::staking
