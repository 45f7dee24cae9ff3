// The body of a webhook delivery whose signature was right.
#include "staking/alchemy.hpp"
#include "staking/webhooks.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy::staking;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const AlchemyDelivery delivery = parse_alchemy(body);
    const bool has_logs = delivery.verdict == AlchemyDelivery::Verdict::logs;
    if (has_logs == delivery.logs.empty() ||
        (delivery.verdict == AlchemyDelivery::Verdict::junk && delivery.reason.empty())) {
        std::abort();
    }
    for (const Log& log : delivery.logs) {
        if (log.topics.size() > 4 || log.block_number != delivery.block->number) {
            std::abort();
        }
    }
    if (delivery_key(body).id.empty()) {
        std::abort();
    }
    return 0;
}
