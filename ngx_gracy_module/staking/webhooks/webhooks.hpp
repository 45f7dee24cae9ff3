// POST /staking/webhooks/{provider}: who signed it, store it, say that it arrived. What is in it is read by the worker.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "staking/webhooks/webhook_payload.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::staking {

/// What the store is told about an authentic body besides its bytes.
struct DeliveryKey {
    /// The provider's id. A body without one is known by its digest: "sha256-...".
    std::string id;
    std::optional<std::string> sequence;
};
/// `occasion` tells a body that says nothing from another one that says nothing, which is a sign of life of its own:
/// what the provider has signed with it, or empty.
DeliveryKey delivery_key(WebhookProvider provider, std::string_view body, std::string_view occasion = {});

base::Task<http::Response> receive_alchemy(access::Call& call);
base::Task<http::Response> receive_quicknode(access::Call& call);
base::Task<http::Response> receive_moralis(access::Call& call);

}  // namespace gracy::staking
