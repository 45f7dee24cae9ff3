#include "staking/ethereum/fields.hpp"

#include "staking/ethereum/rlp.hpp"

#include <algorithm>
#include <array>

namespace gracy::staking::ethereum {
namespace {

constexpr std::size_t quantity_digits = 64;

template <std::size_t size>
bool append_fixed(std::string& out, base::JsonView value) {
    const auto bytes = fixed_bytes<size>(value);
    if (bytes) {
        append_rlp(out, *bytes);
    }
    return bytes.has_value();
}

}  // namespace

std::optional<std::string> quantity_bytes(base::JsonView value) {
    const auto text = value.string();
    if (!text || !text->starts_with("0x")) {
        return std::nullopt;
    }
    const std::string_view digits = text->substr(2);
    if (digits == "0") {
        return std::string();
    }
    if (digits.empty() || digits.size() > quantity_digits || digits[0] == '0') {
        return std::nullopt;
    }
    return parse_hex_data(digits.size() % 2 == 0 ? *text : "0x0" + std::string(digits), quantity_digits / 2);
}

std::optional<std::string> data_bytes(base::JsonView value) {
    const auto text = value.string();
    return text ? parse_hex_data(*text, text->size()) : std::nullopt;
}

bool append_field(std::string& out, base::JsonView value, FieldKind kind) {
    switch (kind) {
        case FieldKind::bytes8:
            return append_fixed<8>(out, value);
        case FieldKind::bytes20:
            return append_fixed<20>(out, value);
        case FieldKind::bytes32:
            return append_fixed<32>(out, value);
        case FieldKind::bytes256:
            return append_fixed<256>(out, value);
        case FieldKind::address:
            if (!value || value.is_null()) {
                append_rlp(out, base::Bytes());
                return true;
            }
            return append_fixed<20>(out, value);
        case FieldKind::quantity:
        case FieldKind::data: {
            const auto bytes = kind == FieldKind::quantity ? quantity_bytes(value) : data_bytes(value);
            if (bytes) {
                append_rlp(out, base::bytes_of(*bytes));
            }
            return bytes.has_value();
        }
    }
    return false;
}

bool has_unknown_member(base::JsonView object, std::span<const std::string_view> known) {
    for (const auto& [key, value] : object.members()) {
        if (!value.is_null() && std::ranges::find(known, key) == known.end()) {
            return true;
        }
    }
    return false;
}

}  // namespace gracy::staking::ethereum
