// Recursive Length Prefix (Ethereum Yellow Paper, appendix B): strings of bytes, and lists of them.
//
// The reader copies nothing and allocates nothing: items are views of the bytes that were given, so a length that a
// peer wrote is only ever compared with what is there. It takes the canonical form alone, as consensus does.
#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::staking::ethereum {

struct RlpItem {
    bool is_list = false;
    /// A string's bytes, or a list's items one behind the other.
    base::Bytes content;
    /// With its prefix.
    base::Bytes whole;
};

/// Takes the first item off `rest`. Nothing when `rest` is empty, too short for what it announces, or not canonical;
/// `rest` is then as it was.
std::optional<RlpItem> take_rlp(base::Bytes& rest);

/// One item and nothing behind it.
std::optional<RlpItem> parse_rlp(base::Bytes bytes);

/// Appends a string of bytes.
void append_rlp(std::string& out, base::Bytes bytes);

/// Appends a number: big-endian, without leading zeros.
void append_rlp(std::string& out, std::uint64_t number);

/// A list of items that are encoded already.
std::string rlp_list(std::string_view items);

}  // namespace gracy::staking::ethereum
