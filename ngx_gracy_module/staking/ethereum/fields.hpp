// Fields of JSON-RPC's objects (ethereum.github.io/execution-apis) on their way back into the RLP that was hashed.
#pragma once

#include "base/json.hpp"
#include "staking/address.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::staking::ethereum {

/// How a field is written: a quantity is a number without leading zeros, data are bytes.
enum class FieldKind : unsigned char {
    quantity,  // up to 256 bits
    data,      // any number of bytes
    bytes8,
    bytes20,
    bytes32,
    bytes256,
    address,  // 20 bytes, or nothing: null creates a contract
};

struct Field {
    std::string_view name;
    FieldKind kind;
};

/// "0x" and digits without a leading zero, as big-endian bytes without leading zeros (0 is none of them): how RLP has a
/// number. Nothing for anything else, or more than 256 bits.
std::optional<std::string> quantity_bytes(base::JsonView value);

/// Bytes of "0x" and pairs of digits, as many as the text has.
std::optional<std::string> data_bytes(base::JsonView value);

/// Exactly so many.
template <std::size_t size>
std::optional<std::array<std::byte, size>> fixed_bytes(base::JsonView value) {
    const auto text = value.string();
    return text ? parse_hex<size>(*text) : std::nullopt;
}

/// Appends the value as RLP; false when it is not of that kind.
bool append_field(std::string& out, base::JsonView value, FieldKind kind);

/// Whether an object has a member (other than null) that the list does not name.
bool has_unknown_member(base::JsonView object, std::span<const std::string_view> known);

}  // namespace gracy::staking::ethereum
