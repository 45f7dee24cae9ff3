// The 2048-bit filter of a block's or a receipt's logs (Yellow Paper 4.3.1, M3:2048).
#pragma once

#include "base/bytes.hpp"

#include <array>

namespace gracy::staking::ethereum {

using Bloom = std::array<std::byte, 256>;

/// `item`: a log's address, or one of its topics.
void add_to(Bloom& bloom, base::Bytes item);

/// False is a proof that the item is in none of the logs; true says little on a busy chain.
bool may_contain(const Bloom& bloom, base::Bytes item);

}  // namespace gracy::staking::ethereum
