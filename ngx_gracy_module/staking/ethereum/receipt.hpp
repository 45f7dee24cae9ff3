// A block's receipts, from eth_getBlockReceipts to logs that the block's header commits to.
//
// Receipts are typed (EIP-2718). What is hashed of each is its status (before Byzantium a root), the gas so far, the
// bloom and the logs; the bloom is computed here, from the logs. Where a log stands in its block is counted here too:
// nodes are known to number the logs of each transaction from zero.
#pragma once

#include "base/json.hpp"
#include "staking/ethereum/header.hpp"
#include "staking/log.hpp"

#include <vector>

namespace gracy::staking::ethereum {

/// All logs of a block, in order, with its number, hash and time. Their transaction's hash is as claimed: receipts do
/// not commit to it (transaction.hpp does), and `transaction_indexes` says of each log which one it is of.
struct BlockLogs {
    std::vector<Log> logs;
    std::vector<std::size_t> transaction_indexes;
};

/// `contradicted`: receipts of types and with members that are known, and another root than the header's.
Verified<BlockLogs> verify_receipts(base::JsonView receipts, const Header& header);

}  // namespace gracy::staking::ethereum
