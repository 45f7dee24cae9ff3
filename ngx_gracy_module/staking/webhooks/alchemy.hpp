// Alchemy's custom (GRAPHQL) webhook: from the body that was delivered to logs.
//
// The shape is documented at alchemy.com/docs (Notify, custom webhooks). The query that we register selects
// block { hash number timestamp logs { index account{address} topics data transaction{hash index status} } };
// fields that it did not select are absent, unknown fields are ignored, and what is there must have its right form.
#pragma once

#include "staking/webhooks/webhook_payload.hpp"

namespace gracy::staking {

/// `id` is "whevt_...", `sequence` the event's sequenceNumber, `made_at` its createdAt.
WebhookPayload parse_alchemy(std::string_view body);

}  // namespace gracy::staking
