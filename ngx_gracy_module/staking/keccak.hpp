// Keccak-256 as Ethereum uses it: the padding of the original submission, not that of SHA3-256 (FIPS 202).
#pragma once

#include "base/bytes.hpp"

#include <array>
#include <cstddef>

namespace gracy::staking {

/// 32 bytes: a block's or a transaction's hash, a topic.
using Hash = std::array<std::byte, 32>;

Hash keccak256(base::Bytes bytes);

}  // namespace gracy::staking
