#include "staking/webhooks/moralis.hpp"

#include "base/digest.hpp"
#include "staking/quantity.hpp"

#include <array>
#include <charconv>

namespace gracy::staking {
namespace {

using base::JsonView;
using Verdict = WebhookPayload::Verdict;

constexpr std::array<std::string_view, 4> topic_names = {"topic0", "topic1", "topic2", "topic3"};

std::int64_t decimal(JsonView value, std::string_view where) {
    const std::string_view text = value.string().value_or("");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0) {
        throw UnexpectedPayload{where};
    }
    return number;
}

std::vector<Hash> topics_of(JsonView value) {
    std::vector<Hash> topics;
    for (const std::string_view name : topic_names) {
        const JsonView topic = value[name];
        if (!topic || topic.is_null()) {
            break;
        }
        topics.push_back(payload_bytes<32>(topic, "logs[].topic"));
    }
    return topics;
}

Log log_of(JsonView value, JsonView block) {
    Log log;
    log.contract = payload_bytes<20>(value["address"], "logs[].address");
    log.topics = topics_of(value);
    log.data = payload_data(value["data"], "logs[].data");
    log.transaction_hash = payload_bytes<32>(value["transactionHash"], "logs[].transactionHash");
    log.log_index = static_cast<std::uint64_t>(decimal(value["logIndex"], "logs[].logIndex"));
    log.block_number = static_cast<std::uint64_t>(decimal(block["number"], "block.number"));
    log.block_hash = payload_bytes<32>(block["hash"], "block.hash");
    log.block_time = decimal(block["timestamp"], "block.timestamp");
    return log;
}

std::string digest_without_retries(const base::Json& json) {
    json_object_del(json.get(), "retries");
    return "sha256-" + base::to_hex(base::sha256(base::bytes_of(json.view().dump())));
}

void read_logs(const base::Json& json, WebhookPayload& payload) {
    const JsonView logs = json["logs"];
    if (!logs.is_array()) {
        throw UnexpectedPayload{"logs"};
    }
    for (const JsonView value : logs.elements()) {
        payload.logs.push_back(log_of(value, json["block"]));
    }
    payload.verdict = payload.logs.empty() ? Verdict::heartbeat : Verdict::logs;
}

}  // namespace

WebhookPayload parse_moralis(std::string_view body) {
    return read_payload(body, [](const base::Json& json, WebhookPayload& payload) {
        if (!json["confirmed"].is_boolean() || !json["streamId"].is_string()) {
            throw UnexpectedPayload{"confirmed or streamId"};
        }
        payload.id = digest_without_retries(json);
        const JsonView block = json["block"];
        if (block.is_object() && block["number"].string() == "" && json["chainId"].string() == "") {
            payload.verdict = Verdict::test;
            return;
        }
        payload.chain_id = parse_quantity(json["chainId"].string().value_or(""));
        if (!payload.chain_id) {
            throw UnexpectedPayload{"chainId"};
        }
        // Instead of what would be too large: the block's number, and how many records there are.
        if (block.is_string() && json["records"].is_integer()) {
            payload.verdict = Verdict::truncated;
            return;
        }
        if (!block["timestamp"].string().value_or("").empty()) {
            payload.made_at = decimal(block["timestamp"], "block.timestamp");
        }
        read_logs(json, payload);
    });
}

}  // namespace gracy::staking
