// Moralis' Streams: from the body that was delivered to logs.
//
// The shape is documented at docs.moralis.com/streams (webhook payloads) and in npm's @moralisweb3/streams-typings:
// numbers are decimal text, a log's topics are topic0 to topic3. Each block is delivered twice, unconfirmed and
// confirmed, and the two may come in either order; of a block that was dropped, nothing more comes.
#pragma once

#include "staking/webhooks/webhook_payload.hpp"

namespace gracy::staking {

/// A delivery has no id of its own. What makes it the same as one before is all of it but `retries`, which counts the
/// attempts: `id` is the digest of that.
WebhookPayload parse_moralis(std::string_view body);

}  // namespace gracy::staking
