// JSON-RPC's numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::staking {

/// "0x" and hexadecimal digits without leading zeros ("0x0" is zero), at most 2^63-1; nothing for anything else.
std::optional<std::int64_t> parse_quantity(std::string_view text);
std::string to_quantity(std::int64_t number);

}  // namespace gracy::staking
