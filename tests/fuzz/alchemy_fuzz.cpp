// The body of an Alchemy delivery whose signature was right.
#include "staking/webhooks/webhooks.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy::staking;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const WebhookPayload payload = parse_webhook(WebhookProvider::alchemy, body);
    const bool has_logs = payload.verdict == WebhookPayload::Verdict::logs;
    if (has_logs == payload.logs.empty() || !payload.dropped.empty() ||
        (payload.verdict == WebhookPayload::Verdict::junk && payload.reason.empty())) {
        std::abort();
    }
    for (const Log& log : payload.logs) {
        if (log.topics.size() > 4 || log.block_number != payload.logs.front().block_number) {
            std::abort();
        }
    }
    if (delivery_key(WebhookProvider::alchemy, body).id.empty()) {
        std::abort();
    }
    return 0;
}
