// The body of a QuickNode delivery whose signature was right.
#include "staking/webhooks/webhooks.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy::staking;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const WebhookPayload payload = parse_webhook(WebhookProvider::quicknode, body);
    const bool tells_something = payload.verdict == WebhookPayload::Verdict::logs;
    if (tells_something == (payload.logs.empty() && payload.dropped.empty()) ||
        (payload.verdict == WebhookPayload::Verdict::junk && payload.reason.empty()) ||
        (!payload.dropped.empty() && !payload.is_reorganised)) {
        std::abort();
    }
    for (const Log& log : payload.logs) {
        if (log.topics.size() > 4 || !log.block_hash) {
            std::abort();
        }
    }
    if (delivery_key(WebhookProvider::quicknode, body, "nonce").id.empty()) {
        std::abort();
    }
    return 0;
}
