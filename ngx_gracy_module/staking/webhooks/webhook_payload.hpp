// What a provider's webhook says, in one form for all providers.
#pragma once

#include "base/json.hpp"
#include "staking/log.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::staking {

/// The largest body that is read (Alchemy cuts its payloads at 10 MB; Streams' largest batches are as large).
inline constexpr std::size_t max_webhook_body = 12 * 1024 * 1024;

enum class WebhookProvider : unsigned char { alchemy, quicknode, moralis };

inline constexpr std::array<std::string_view, 3> webhook_providers = {"alchemy", "quicknode", "moralis"};

/// As the path and the table have it.
constexpr std::string_view to_text(WebhookProvider provider) {
    return webhook_providers[static_cast<std::size_t>(provider)];
}

/// Nothing for a name that is none.
std::optional<WebhookProvider> parse_webhook_provider(std::string_view name);

struct WebhookPayload {
    enum class Verdict : unsigned char {
        logs,       // `logs` is what there is for our filter, `dropped` what there was
        heartbeat,  // there is nothing for our filter
        test,       // sent when the webhook was set up
        truncated,  // logs are missing: ask the chain
        failed,     // the provider says that it could not look: ask the chain
        junk,       // not this provider's shape at all
    };
    struct Block {
        std::uint64_t number = 0;
        Hash hash{};
    };

    Verdict verdict = Verdict::junk;
    /// Why it is junk, or the provider's own error; for the log.
    std::string reason;
    /// The key of deduplication, when the provider gives one.
    std::string id;
    /// Which of the account's webhooks it comes from, when the provider says so: each counts by itself.
    std::string webhook;
    /// Decimal, up to 2^64-1: larger than a bigint. The highest one is the canonical version of a block.
    std::optional<std::string> sequence;
    /// When it was made, or its block was, in seconds of the epoch, if it says so: of a signed body nothing else tells
    /// whether it is sent again by somebody who has caught it.
    std::optional<std::int64_t> made_at;
    /// What it is about, if it says so.
    std::optional<std::int64_t> chain_id;
    /// Of transactions that succeeded, in the order of the payload.
    std::vector<Log> logs;
    /// What a reorganisation has taken out of the chain.
    std::vector<Block> dropped;
    /// There was a reorganisation, whether or not it says of which blocks.
    bool is_reorganised = false;
};

/// Never throws for foreign bytes: what cannot be read is junk, with what was understood of its envelope.
WebhookPayload parse_webhook(WebhookProvider provider, std::string_view body);

/// Ends the reading of a body that has not the documented shape.
struct UnexpectedPayload {
    std::string_view where;
};

/// Bytes as JSON-RPC writes them. Throws UnexpectedPayload.
template <std::size_t size>
std::array<std::byte, size> payload_bytes(base::JsonView value, std::string_view where) {
    const auto text = value.string();
    const auto bytes = text ? parse_hex<size>(*text) : std::nullopt;
    if (!bytes) {
        throw UnexpectedPayload{where};
    }
    return *bytes;
}

/// A log's data and at most four topics, from wherever the provider keeps them. Both throw UnexpectedPayload.
std::string payload_data(base::JsonView value, std::string_view where);
std::vector<Hash> payload_topics(base::JsonView list, std::string_view where);

/// Reads JSON within bounds and hands it to `read`, which fills in the payload and may throw UnexpectedPayload.
template <class Read>
WebhookPayload read_payload(std::string_view body, Read read) {
    constexpr int max_depth = 24;
    WebhookPayload payload;
    try {
        const auto json = base::Json::parse(body, {.bytes = max_webhook_body, .depth = max_depth, .allow_nul = false});
        read(json, payload);
    } catch (const base::JsonError&) {
        payload.reason = "not JSON";
    } catch (const UnexpectedPayload& unexpected) {
        payload.verdict = WebhookPayload::Verdict::junk;
        payload.reason = "unexpected " + std::string(unexpected.where);
        payload.logs.clear();
        payload.dropped.clear();
    }
    return payload;
}

}  // namespace gracy::staking
