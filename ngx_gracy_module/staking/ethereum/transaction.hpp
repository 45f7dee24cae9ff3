// A block's transactions, as far as is needed to know their hashes: a receipt does not commit to the hash of its
// transaction, the header's transactionsRoot does.
#pragma once

#include "base/json.hpp"
#include "staking/ethereum/header.hpp"

#include <vector>

namespace gracy::staking::ethereum {

/// The hashes of a block's transactions in order, from whole transaction objects (eth_getBlockByHash with `true`).
/// `contradicted`: transactions of types that are known, and another root than the header's.
Verified<std::vector<Hash>> verify_transactions(base::JsonView transactions, const Header& header);

}  // namespace gracy::staking::ethereum
