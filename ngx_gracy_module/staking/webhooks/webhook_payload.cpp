#include "staking/webhooks/webhook_payload.hpp"

#include "staking/webhooks/alchemy.hpp"
#include "staking/webhooks/moralis.hpp"
#include "staking/webhooks/quicknode.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

constexpr std::size_t max_topics = 4;

}  // namespace

std::optional<WebhookProvider> parse_webhook_provider(std::string_view name) {
    const auto found = std::ranges::find(webhook_providers, name);
    return found == webhook_providers.end()
               ? std::nullopt
               : std::optional(static_cast<WebhookProvider>(found - webhook_providers.begin()));
}

WebhookPayload parse_webhook(WebhookProvider provider, std::string_view body) {
    switch (provider) {
        case WebhookProvider::alchemy:
            return parse_alchemy(body);
        case WebhookProvider::quicknode:
            return parse_quicknode(body);
        case WebhookProvider::moralis:
            return parse_moralis(body);
    }
    return {};
}

std::string payload_data(base::JsonView value, std::string_view where) {
    const auto text = value.string();
    auto data = text ? parse_hex_data(*text, max_webhook_body) : std::nullopt;
    if (!data) {
        throw UnexpectedPayload{where};
    }
    return std::move(*data);
}

std::vector<Hash> payload_topics(base::JsonView list, std::string_view where) {
    if (!list.is_array() || list.size() > max_topics) {
        throw UnexpectedPayload{where};
    }
    std::vector<Hash> topics;
    for (const base::JsonView topic : list.elements()) {
        topics.push_back(payload_bytes<32>(topic, where));
    }
    return topics;
}

}  // namespace gracy::staking
