#include "staking/alchemy.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <charconv>

namespace gracy::staking {
namespace {

using base::JsonView;
using Verdict = AlchemyDelivery::Verdict;

constexpr int max_depth = 16;
constexpr std::size_t max_id = 200;
constexpr std::size_t max_reason = 200;
constexpr std::size_t max_topics = 4;
constexpr std::size_t max_sequence_digits = 40;

/// Ends the reading of a body that has not the documented shape.
struct Unexpected {
    std::string_view where;
};

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// The provider's words, as long as a log line, and not cut within a character.
std::string_view beginning_of(std::string_view text) {
    std::size_t end = std::min(text.size(), max_reason);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

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
    throw Unexpected{where};
}

template <std::size_t size>
std::array<std::byte, size> fixed_bytes(JsonView value, std::string_view where) {
    const auto text = value.string();
    const auto bytes = text ? parse_hex<size>(*text) : std::nullopt;
    if (!bytes) {
        throw Unexpected{where};
    }
    return *bytes;
}

AlchemyBlock block_of(JsonView value) {
    AlchemyBlock block;
    block.number = quantity(value["number"], "block.number");
    if (const JsonView hash = value["hash"]) {
        block.hash = fixed_bytes<32>(hash, "block.hash");
    }
    if (const JsonView time = value["timestamp"]) {
        block.time = static_cast<std::int64_t>(quantity(time, "block.timestamp"));
    }
    return block;
}

/// Nothing for a log of a transaction that failed: the chain keeps none, whoever reports one.
std::optional<Log> log_of(JsonView value, const AlchemyBlock& block) {
    if (!value.is_object()) {
        throw Unexpected{"block.logs[]"};
    }
    const JsonView transaction = value["transaction"];
    if (const JsonView status = transaction["status"]; status && quantity(status, "transaction.status") != 1) {
        return std::nullopt;
    }
    Log log;
    log.contract = fixed_bytes<20>(value["account"]["address"], "log.account.address");
    log.transaction_hash = fixed_bytes<32>(transaction["hash"], "log.transaction.hash");
    log.log_index = quantity(value["index"], "log.index");
    const JsonView topics = value["topics"];
    if (!topics.is_array() || topics.size() > max_topics) {
        throw Unexpected{"log.topics"};
    }
    for (const JsonView topic : topics.elements()) {
        log.topics.push_back(fixed_bytes<32>(topic, "log.topics[]"));
    }
    const auto data_text = value["data"].string();
    auto data = data_text ? parse_hex_data(*data_text, max_alchemy_body) : std::nullopt;
    if (!data) {
        throw Unexpected{"log.data"};
    }
    log.data = std::move(*data);
    log.block_number = block.number;
    log.block_hash = block.hash;
    log.block_time = block.time;
    return log;
}

/// What deduplication and ordering need, read even when the rest is not what we expect.
void read_envelope(JsonView root, AlchemyDelivery& delivery) {
    const auto is_name = [](std::string_view text) {
        return !text.empty() && text.size() <= max_id &&
               std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
    };
    if (const auto id = root["id"].string(); id && is_name(*id)) {
        delivery.id = *id;
    }
    if (const auto webhook = root["webhookId"].string(); webhook && is_name(*webhook)) {
        delivery.webhook_id = *webhook;
    }
    if (const auto created = root["createdAt"].string(); created && is_name(*created)) {
        delivery.created_at = *created;
    }
    const JsonView sequence = root["event"]["sequenceNumber"];
    if (const auto text = sequence.string(); text && is_digits(*text) && text->size() <= max_sequence_digits) {
        delivery.sequence = *text;
    } else if (const auto number = sequence.integer(); number && *number >= 0) {
        delivery.sequence = std::to_string(*number);
    }
}

Verdict read_event(JsonView event, AlchemyDelivery& delivery) {
    if (!event.is_object()) {
        throw Unexpected{"event"};
    }
    if (const auto error = event["error"].string()) {
        delivery.reason = beginning_of(*error);
        return Verdict::failed;
    }
    const JsonView block = event["data"]["block"];
    if (event["truncated"].boolean().value_or(false)) {
        if (block.is_object()) {
            delivery.block = block_of(block);
        }
        return Verdict::truncated;
    }
    if (!block.is_object()) {
        throw Unexpected{"event.data.block"};
    }
    delivery.block = block_of(block);
    const JsonView logs = block["logs"];
    if (!logs.is_array()) {
        throw Unexpected{"block.logs"};
    }
    for (const JsonView value : logs.elements()) {
        if (auto log = log_of(value, *delivery.block)) {
            delivery.logs.push_back(std::move(*log));
        }
    }
    return delivery.logs.empty() ? Verdict::heartbeat : Verdict::logs;
}

}  // namespace

AlchemyDelivery parse_alchemy(std::string_view body) {
    AlchemyDelivery delivery;
    try {
        const auto json = base::Json::parse(body, {.bytes = max_alchemy_body, .depth = max_depth, .allow_nul = false});
        read_envelope(json.view(), delivery);
        if (json["type"].string() != "GRAPHQL") {
            throw Unexpected{"type"};
        }
        delivery.verdict = read_event(json["event"], delivery);
    } catch (const base::JsonError&) {
        delivery.reason = "not JSON";
    } catch (const Unexpected& unexpected) {
        delivery.reason = "unexpected " + std::string(unexpected.where);
        delivery.logs.clear();
    }
    return delivery;
}

}  // namespace gracy::staking
