#include "staking/ethereum/rlp.hpp"

#include <array>

namespace gracy::staking::ethereum {
namespace {

constexpr unsigned string_base = 0x80;
constexpr unsigned list_base = 0xc0;
constexpr std::size_t longest_short = 55;

/// Big-endian, at the end of eight bytes; where the first digit stands.
struct Digits {
    std::array<std::byte, 8> bytes{};
    std::size_t first = 8;

    explicit Digits(std::uint64_t number) {
        for (; number != 0; number >>= 8) {
            bytes[--first] = static_cast<std::byte>(number & 0xff);
        }
    }
    base::Bytes view() const { return base::Bytes(bytes).subspan(first); }
};

void append_prefix(std::string& out, unsigned base, std::size_t length) {
    if (length <= longest_short) {
        out += static_cast<char>(base + length);
        return;
    }
    const Digits digits(length);
    out += static_cast<char>(base + longest_short + digits.view().size());
    out += base::text_of(digits.view());
}

}  // namespace

std::optional<RlpItem> take_rlp(base::Bytes& rest) {
    if (rest.empty()) {
        return std::nullopt;
    }
    const base::Bytes from = rest;
    const auto first = std::to_integer<unsigned>(from[0]);
    if (first < string_base) {
        rest = from.subspan(1);
        return RlpItem{.is_list = false, .content = from.first(1), .whole = from.first(1)};
    }
    const bool is_list = first >= list_base;
    std::size_t length = first - (is_list ? list_base : string_base);
    std::size_t prefix = 1;
    if (length > longest_short) {
        const std::size_t digits = length - longest_short;
        if (from.size() - 1 < digits || from[1] == std::byte{0}) {
            return std::nullopt;
        }
        // Eight digits at most, so this cannot overflow.
        length = 0;
        for (std::size_t i = 1; i <= digits; ++i) {
            length = length << 8 | std::to_integer<std::size_t>(from[i]);
        }
        if (length <= longest_short) {
            return std::nullopt;
        }
        prefix += digits;
    }
    if (length > from.size() - prefix) {
        return std::nullopt;
    }
    const base::Bytes content = from.subspan(prefix, length);
    if (!is_list && length == 1 && std::to_integer<unsigned>(content[0]) < string_base) {
        return std::nullopt;  // stands for itself
    }
    rest = from.subspan(prefix + length);
    return RlpItem{.is_list = is_list, .content = content, .whole = from.first(prefix + length)};
}

std::optional<RlpItem> parse_rlp(base::Bytes bytes) {
    const auto item = take_rlp(bytes);
    return bytes.empty() ? item : std::nullopt;
}

void append_rlp(std::string& out, base::Bytes bytes) {
    if (bytes.size() != 1 || std::to_integer<unsigned>(bytes[0]) >= string_base) {
        append_prefix(out, string_base, bytes.size());
    }
    out += base::text_of(bytes);
}

void append_rlp(std::string& out, std::uint64_t number) {
    append_rlp(out, Digits(number).view());
}

std::string rlp_list(std::string_view items) {
    std::string list;
    list.reserve(items.size() + 9);
    append_prefix(list, list_base, items.size());
    list += items;
    return list;
}

}  // namespace gracy::staking::ethereum
