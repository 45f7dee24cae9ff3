// QuickNode's Streams and Webhooks: from the body that was delivered to logs.
//
// Streams deliver {"data": [...], "metadata": {...}} (quicknode.com/docs/streams/data-sources); where in `data` a log
// stands depends on the data set (logs, block_with_receipts, receipts), on the stream's filter, or on the Webhook's
// template. But wherever it stands, a log is as eth_getLogs gives it, so logs are looked for by their shape. Its
// block's time is its `blockTimestamp`, or that of the block object when there is one.
#pragma once

#include "staking/webhooks/webhook_payload.hpp"

namespace gracy::staking {

/// Streams give a delivery no id. Dropped blocks are those of metadata.reorgs, and of logs marked as removed.
WebhookPayload parse_quicknode(std::string_view body);

}  // namespace gracy::staking
