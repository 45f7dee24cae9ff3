// A block's receipts, from eth_getBlockReceipts to logs that the block's header commits to.
//
// Receipts are typed (EIP-2718). What is hashed of each is its status (before Byzantium a root), the gas so far, the
// bloom and the logs; the bloom is computed here, from the logs. Where a log stands in its block is counted here too:
// nodes are known to number the logs of each transaction from zero.
#pragma once

#include "base/json.hpp"
#include "staking/ethereum/header.hpp"
#include "staking/log.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::staking::ethereum {

/// All logs of a block, in order, with its number, hash and time. Their transaction's hash is as claimed: receipts do
/// not commit to it (transaction.hpp does), and `transaction_indexes` says of each log which one it is of.
struct BlockLogs {
    std::vector<Log> logs;
    std::vector<std::size_t> transaction_indexes;
};

/// A block's receipts, one after the other, as JSON-RPC has each: nothing of its JSON is kept.
class ReceiptReading {
  public:
    explicit ReceiptReading(const Header& header) : header_(header) {}

    /// Why it cannot be read, if it cannot.
    std::optional<Refusal> add(base::JsonView receipt);
    /// When all were added; as verify_receipts.
    Verified<BlockLogs> finish();

  private:
    Verified<std::string> encode(base::JsonView receipt);

    const Header header_;
    BlockLogs found_;
    /// As they were hashed.
    std::vector<std::string> encoded_;
    bool are_of_known_form_ = true;
};

/// `contradicted`: receipts of types and with members that are known, and another root than the header's.
Verified<BlockLogs> verify_receipts(base::JsonView receipts, const Header& header);

}  // namespace gracy::staking::ethereum
