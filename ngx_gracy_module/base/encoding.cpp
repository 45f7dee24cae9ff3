#include "base/encoding.hpp"

#include <array>
#include <cstdint>

namespace gracy::base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned char not_a_letter = 0xff;

constexpr auto base64url_values = [] {
    std::array<unsigned char, 256> values{};
    values.fill(not_a_letter);
    for (std::size_t i = 0; i < base64url_letters.size(); ++i) {
        values[static_cast<unsigned char>(base64url_letters[i])] = static_cast<unsigned char>(i);
    }
    return values;
}();

int hex_value(char digit, HexCase hex_case) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (hex_case == HexCase::any && digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

}  // namespace

std::string to_hex(Bytes bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        text.push_back(hex_digits[value >> 4]);
        text.push_back(hex_digits[value & 0xf]);
    }
    return text;
}

bool decode_hex(std::string_view text, std::span<std::byte> out, HexCase hex_case) {
    if (text.size() != out.size() * 2) {
        return false;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_value(text[2 * i], hex_case);
        const int low = hex_value(text[2 * i + 1], hex_case);
        if (high < 0 || low < 0) {
            return false;
        }
        out[i] = static_cast<std::byte>(high << 4 | low);
    }
    return true;
}

std::optional<std::vector<std::byte>> decode_hex(std::string_view text, HexCase hex_case) {
    std::vector<std::byte> bytes(text.size() / 2);
    if (!decode_hex(text, bytes, hex_case)) {
        return std::nullopt;
    }
    return bytes;
}

namespace {

std::string base64_with(std::string_view letters, Bytes bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* out = text.data();
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::byte byte : bytes) {
        bits = bits << 8 | std::to_integer<std::uint32_t>(byte);
        for (count += 8; count >= 6; count -= 6) {
            *out++ = letters[bits >> (count - 6) & 0x3f];
        }
    }
    if (count > 0) {
        *out = letters[bits << (6 - count) & 0x3f];
    }
    return text;
}

}  // namespace

std::string to_base64(Bytes bytes) {
    std::string text = base64_with(base64_letters, bytes);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string to_base64url(Bytes bytes) {
    return base64_with(base64url_letters, bytes);
}

std::optional<std::string> decode_base64url(std::string_view text) {
    if (text.size() % 4 == 1) {
        return std::nullopt;
    }
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const unsigned char value = base64url_values[static_cast<unsigned char>(letter)];
        if (value == not_a_letter) {
            return std::nullopt;
        }
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>(bits >> count & 0xff));
        }
    }
    if ((bits & ((1U << count) - 1)) != 0) {
        return std::nullopt;
    }
    return bytes;
}

}  // namespace gracy::base
