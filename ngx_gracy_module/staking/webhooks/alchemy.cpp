#include "staking/webhooks/alchemy.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "http/timestamp.hpp"

#include <algorithm>
#include <charconv>

namespace gracy::staking {
namespace {

using base::JsonView;
using Verdict = WebhookPayload::Verdict;

constexpr std::size_t max_id = 200;
constexpr std::size_t max_reason = 200;
constexpr std::size_t max_sequence_digits = 40;

struct Block {
    std::uint64_t number = 0;
    std::optional<Hash> hash;
    std::optional<std::int64_t> time;
};

/// The provider's words, as long as a log line, and not cut within a character.
/// A whole number: as JSON has it, or as the "0x..." of Ethereum's own GraphQL schema (Long, EIP-1767).
std::uint64_t quantity(JsonView value, std::string_view where) {
    if (const auto number = value.integer(); number && *number >= 0) {
        return static_cast<std::uint64_t>(*number);
    }
    if (const auto text = value.string(); text && text->starts_with("0x") && text->size() > 2) {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text->data() + 2, text->data() + text->size(), number, 16);
        if (error == std::errc() && end == text->data() + text->size() && number <= INT64_MAX) {
            return number;
        }
    }
    throw UnexpectedPayload{where};
}

Block block_of(JsonView value) {
    Block block;
    block.number = quantity(value["number"], "block.number");
    if (const JsonView hash = value["hash"]) {
        block.hash = payload_bytes<32>(hash, "block.hash");
    }
    if (const JsonView time = value["timestamp"]) {
        block.time = static_cast<std::int64_t>(quantity(time, "block.timestamp"));
    }
    return block;
}

/// Nothing for a log of a transaction that failed: the chain keeps none, whoever reports one.
std::optional<Log> log_of(JsonView value, const Block& block) {
    if (!value.is_object()) {
        throw UnexpectedPayload{"block.logs[]"};
    }
    const JsonView transaction = value["transaction"];
    if (const JsonView status = transaction["status"]; status && quantity(status, "transaction.status") != 1) {
        return std::nullopt;
    }
    Log log;
    log.contract = payload_bytes<20>(value["account"]["address"], "log.account.address");
    log.transaction_hash = payload_bytes<32>(transaction["hash"], "log.transaction.hash");
    log.log_index = quantity(value["index"], "log.index");
    log.topics = payload_topics(value["topics"], "log.topics");
    log.data = payload_data(value["data"], "log.data");
    log.block_number = block.number;
    log.block_hash = block.hash;
    log.block_time = block.time;
    return log;
}

/// "2026-11-20T07:51:07.945953790Z", to the second: it has more decimals than our own times.
std::optional<std::int64_t> time_of(std::string_view text) {
    constexpr std::size_t to_the_second = 19;
    const std::size_t fraction_end = text.find_first_not_of(".0123456789", to_the_second);
    if (text.size() <= to_the_second || fraction_end == text.npos) {
        return std::nullopt;
    }
    const auto time = http::parse_timestamp(std::string(text.substr(0, to_the_second)) += text.substr(fraction_end));
    return time ? std::optional(std::chrono::floor<std::chrono::seconds>(*time).time_since_epoch().count())
                : std::nullopt;
}

/// What deduplication and ordering need, read even when the rest is not what we expect.
void read_envelope(JsonView root, WebhookPayload& payload) {
    const auto is_name = [](std::string_view text) {
        return !text.empty() && text.size() <= max_id &&
               std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
    };
    if (const auto id = root["id"].string(); id && is_name(*id)) {
        payload.id = *id;
    }
    if (const auto webhook = root["webhookId"].string(); webhook && is_name(*webhook)) {
        payload.webhook = *webhook;
    }
    payload.made_at = time_of(root["createdAt"].string().value_or(""));
    const JsonView sequence = root["event"]["sequenceNumber"];
    if (const auto text = sequence.string();
        text && base::ascii::is_digits(*text) && text->size() <= max_sequence_digits) {
        payload.sequence = *text;
    } else if (const auto number = sequence.integer(); number && *number >= 0) {
        payload.sequence = std::to_string(*number);
    }
}

Verdict read_event(JsonView event, WebhookPayload& payload) {
    if (!event.is_object()) {
        throw UnexpectedPayload{"event"};
    }
    if (const auto error = event["error"].string()) {
        payload.reason = base::beginning_of(*error, max_reason);
        return Verdict::failed;
    }
    const JsonView block = event["data"]["block"];
    if (event["truncated"].boolean().value_or(false)) {
        return Verdict::truncated;
    }
    if (!block.is_object()) {
        throw UnexpectedPayload{"event.data.block"};
    }
    const Block of = block_of(block);
    const JsonView logs = block["logs"];
    if (!logs.is_array()) {
        throw UnexpectedPayload{"block.logs"};
    }
    for (const JsonView value : logs.elements()) {
        if (auto log = log_of(value, of)) {
            payload.logs.push_back(std::move(*log));
        }
    }
    return payload.logs.empty() ? Verdict::heartbeat : Verdict::logs;
}

}  // namespace

WebhookPayload parse_alchemy(std::string_view body) {
    return read_payload(body, [](const base::Json& json, WebhookPayload& payload) {
        read_envelope(json.view(), payload);
        if (json["type"].string() != "GRAPHQL") {
            throw UnexpectedPayload{"type"};
        }
        payload.verdict = read_event(json["event"], payload);
    });
}

}  // namespace gracy::staking
