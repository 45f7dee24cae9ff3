// POST /staking/webhooks/alchemy: who signed it, store it, say that it arrived. What is in it is read by the worker.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::staking {

/// A webhook's signature is the HMAC-SHA256 of the raw body with the webhook's signing key, 64 lowercase digits, in
/// this field (alchemy.com/docs, "Webhook signature & security").
inline constexpr std::string_view alchemy_signature_header = "X-Alchemy-Signature";

/// Several keys are active while one takes over from another. An empty key signs nothing.
bool is_signed_by_alchemy(std::string_view body, std::string_view signature, std::span<const std::string> keys);

/// What the store is told about an authentic body besides its bytes.
struct DeliveryKey {
    /// The provider's id. A body without one is known by its digest: "sha256-...".
    std::string id;
    std::optional<std::string> sequence;
};
DeliveryKey delivery_key(std::string_view body);

base::Task<http::Response> receive_alchemy(access::Call& call);

}  // namespace gracy::staking
