// Alchemy's custom (GRAPHQL) webhook: from the body that was delivered to logs.
//
// The shape is documented at alchemy.com/docs (Notify, custom webhooks). The query that we register selects
// block { hash number timestamp logs { index account{address} topics data transaction{hash index status} } };
// fields that it did not select are absent, unknown fields are ignored, and what is there must have its right form.
#pragma once

#include "staking/log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::staking {

/// The largest body that is read (Alchemy cuts its payloads at 10 MB).
inline constexpr std::size_t max_alchemy_body = 12 * 1024 * 1024;

struct AlchemyBlock {
    std::uint64_t number = 0;
    std::optional<Hash> hash;
    std::optional<std::int64_t> time;
};

struct AlchemyDelivery {
    enum class Verdict : unsigned char {
        logs,       // `logs` is what the block holds for our filter
        heartbeat,  // the block holds nothing for our filter
        truncated,  // logs are missing: ask the chain
        failed,     // the provider says that it could not run the query: ask the chain
        junk,       // not this shape at all
    };
    Verdict verdict = Verdict::junk;
    /// Why it is junk, or the provider's own error; for the log.
    std::string reason;
    /// "whevt_...": the key of deduplication. Empty when the body does not say.
    std::string id;
    std::string webhook_id;
    /// RFC 3339, as sent; empty when absent.
    std::string created_at;
    /// Decimal, up to 2^64-1: larger than a bigint. The highest one is the canonical version of a block.
    std::optional<std::string> sequence;
    std::optional<AlchemyBlock> block;
    /// Of transactions that succeeded, in the order of the payload.
    std::vector<Log> logs;
};

/// Never throws for foreign bytes: what cannot be read is junk, with what was understood of its envelope.
AlchemyDelivery parse_alchemy(std::string_view body);

}  // namespace gracy::staking
