#include "staking/webhooks/quicknode.hpp"

#include "staking/quantity.hpp"

#include <algorithm>
#include <map>

namespace gracy::staking {
namespace {

using base::JsonView;
using Verdict = WebhookPayload::Verdict;

// Each costs a statement. A reorganisation is not so deep; of one that is, the chain itself tells.
constexpr std::size_t max_dropped = 256;

std::uint64_t quantity(JsonView value, std::string_view where) {
    const auto text = value.string();
    const auto number = text ? parse_quantity(*text) : std::nullopt;
    if (!number) {
        throw UnexpectedPayload{where};
    }
    return static_cast<std::uint64_t>(*number);
}

bool is_log(JsonView value) {
    return value["topics"].is_array() && value["logIndex"] && value["transactionHash"];
}

Log read_log(JsonView value) {
    Log log;
    log.contract = payload_bytes<20>(value["address"], "log.address");
    log.topics = payload_topics(value["topics"], "log.topics");
    log.data = payload_data(value["data"], "log.data");
    log.transaction_hash = payload_bytes<32>(value["transactionHash"], "log.transactionHash");
    log.log_index = quantity(value["logIndex"], "log.logIndex");
    log.block_number = quantity(value["blockNumber"], "log.blockNumber");
    log.block_hash = payload_bytes<32>(value["blockHash"], "log.blockHash");
    if (const JsonView time = value["blockTimestamp"]; time && !time.is_null()) {
        log.block_time = static_cast<std::int64_t>(quantity(time, "log.blockTimestamp"));
    }
    return log;
}

class Search {
  public:
    explicit Search(WebhookPayload& payload) : payload_(payload) {}

    /// Goes as deep as the JSON, whose depth is bounded.
    void look_into(JsonView value) {
        if (value.is_object() && is_log(value)) {
            take(value);
        } else if (value.is_object()) {
            note_block(value);
            for (const auto& [key, member] : value.members()) {
                if ((key == "logs" || key == "receipts") && member.is_array()) {
                    has_place_for_logs_ = true;
                }
                look_into(member);
            }
        } else if (value.is_array()) {
            for (const JsonView element : value.elements()) {
                look_into(element);
            }
        } else {
            holds_something_ = holds_something_ || value.is_number() || !value.string().value_or("").empty();
        }
    }

    /// Whether there would be logs, if there were any for us: nothing is there, or what is there has them.
    bool is_of_logs() const { return has_place_for_logs_ || !holds_something_; }

    void add_times() {
        for (Log& log : payload_.logs) {
            const auto known = times_.find(*log.block_hash);
            if (!log.block_time && known != times_.end()) {
                log.block_time = known->second;
            }
        }
    }

  private:
    void take(JsonView value) {
        Log log = read_log(value);
        if (value["removed"].boolean().value_or(false)) {
            payload_.dropped.push_back({.number = log.block_number, .hash = *log.block_hash});
        } else {
            payload_.logs.push_back(std::move(log));
        }
        has_place_for_logs_ = true;
    }

    /// Blocks of another form than eth_getBlockByNumber gives them say nothing of the time.
    void note_block(JsonView value) {
        const auto hash_text = value["hash"].string();
        const auto time_text = value["timestamp"].string();
        const auto hash = hash_text ? parse_hex<32>(*hash_text) : std::nullopt;
        const auto time = time_text ? parse_quantity(*time_text) : std::nullopt;
        if (hash && time) {
            times_.insert_or_assign(*hash, *time);
        }
    }

    WebhookPayload& payload_;
    std::map<Hash, std::int64_t> times_;
    bool has_place_for_logs_ = false;
    bool holds_something_ = false;
};

/// metadata.reorgs: number, hash and time of each block that was displaced. Only what is a hash is taken for one.
void read_reorganisations(JsonView metadata, WebhookPayload& payload) {
    const JsonView reorganisations = metadata["reorgs"];
    payload.is_reorganised = reorganisations.size() > 0 || metadata["blocks_reorged"].size() > 0;
    for (const JsonView each : reorganisations.elements()) {
        const auto number = each["block_number"].integer();
        for (const auto& [key, member] : each.members()) {
            const auto hash = parse_hex<32>(member.string().value_or(""));
            if (number && *number >= 0 && hash) {
                payload.dropped.push_back({.number = static_cast<std::uint64_t>(*number), .hash = *hash});
            }
        }
    }
}

void keep_each_once(std::vector<WebhookPayload::Block>& blocks) {
    std::ranges::sort(blocks, {}, &WebhookPayload::Block::hash);
    const auto doubled = std::ranges::unique(blocks, {}, &WebhookPayload::Block::hash);
    blocks.erase(doubled.begin(), doubled.end());
    blocks.resize(std::min(blocks.size(), max_dropped));
}

}  // namespace

WebhookPayload parse_quicknode(std::string_view body) {
    return read_payload(body, [](const base::Json& json, WebhookPayload& payload) {
        if (json["message"].string() == "PING") {
            payload.verdict = Verdict::test;
            return;
        }
        Search search(payload);
        if (json.view().is_array()) {
            search.look_into(json.view());
        }
        for (const auto& [key, member] : json.view().members()) {
            if (key != "metadata") {
                search.look_into(member);
            }
        }
        search.add_times();
        read_reorganisations(json["metadata"], payload);
        keep_each_once(payload.dropped);
        if (!search.is_of_logs() && payload.dropped.empty()) {
            throw UnexpectedPayload{"data: there are no logs in it"};
        }
        payload.verdict = payload.logs.empty() && payload.dropped.empty() ? Verdict::heartbeat : Verdict::logs;
        payload.is_reorganised = payload.is_reorganised || !payload.dropped.empty();
    });
}

}  // namespace gracy::staking
