// EIP-2718: transactions and receipts that begin with the number of their type, unless it is 0.
#pragma once

#include "base/json.hpp"
#include "staking/ethereum/verdict.hpp"

#include <optional>
#include <string>

namespace gracy::staking::ethereum {

/// 0 (legacy), 1 (EIP-2930), 2 (EIP-1559), 3 (EIP-4844), 4 (EIP-7702).
inline constexpr int last_known_type = 4;
/// What each block of an OP Stack chain begins with (specs.optimism.io, "Deposits"), as Base's.
inline constexpr int deposit_type = 0x7e;

/// The member `type` of a transaction or receipt: a legacy one's may be missing. Nothing when it is no type (0 to 127).
std::optional<int> type_of(base::JsonView type);

bool is_known_type(int type);
bool is_known_type(base::JsonView type);

/// The bytes that are hashed.
Verified<std::string> with_type(base::JsonView type, std::string payload);

}  // namespace gracy::staking::ethereum
