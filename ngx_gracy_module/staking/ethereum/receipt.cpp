#include "staking/ethereum/receipt.hpp"

#include "staking/ethereum/fields.hpp"
#include "staking/ethereum/rlp.hpp"
#include "staking/ethereum/trie.hpp"
#include "staking/ethereum/typed.hpp"

#include <fmt/format.h>
#include <array>

namespace gracy::staking::ethereum {
namespace {

using base::JsonView;

constexpr std::size_t max_topics = 4;

constexpr std::array<std::string_view, 30> known_members = {
    "blobGasPrice",
    "blobGasUsed",
    "blockHash",
    "blockNumber",
    "blockTimestamp",
    "contractAddress",
    "cumulativeGasUsed",
    "from",
    "gasUsed",
    "effectiveGasPrice",
    "logs",
    "logsBloom",
    "root",
    "status",
    "to",
    "transactionHash",
    "transactionIndex",
    "type",
    // Of OP Stack chains. Only the first two are hashed.
    "depositNonce",
    "depositReceiptVersion",
    "daFootprintGasScalar",
    "l1BaseFeeScalar",
    "l1BlobBaseFee",
    "l1BlobBaseFeeScalar",
    "l1Fee",
    "l1FeeScalar",
    "l1GasPrice",
    "l1GasUsed",
    "operatorFeeConstant",
    "operatorFeeScalar",
};

Verified<Log> read_log(JsonView value, const Header& header) {
    Log log;
    const auto address = fixed_bytes<20>(value["address"]);
    if (!address) {
        return malformed("a log's address is malformed");
    }
    log.contract = *address;
    const JsonView topics = value["topics"];
    if (!topics.is_array() || topics.size() > max_topics) {
        return malformed("a log's topics are no list of at most four");
    }
    for (const JsonView topic : topics.elements()) {
        const auto hash = fixed_bytes<32>(topic);
        if (!hash) {
            return malformed("a log's topic is malformed");
        }
        log.topics.push_back(*hash);
    }
    auto data = data_bytes(value["data"]);
    if (!data) {
        return malformed("a log's data is malformed");
    }
    log.data = std::move(*data);
    log.block_number = static_cast<std::uint64_t>(header.number);
    log.block_hash = header.hash;
    log.block_time = header.time;
    return log;
}

std::string encode(const Log& log, Bloom& bloom) {
    add_to(bloom, log.contract);
    std::string topics;
    for (const Hash& topic : log.topics) {
        add_to(bloom, topic);
        append_rlp(topics, topic);
    }
    std::string items;
    append_rlp(items, log.contract);
    items += rlp_list(topics);
    append_rlp(items, base::bytes_of(log.data));
    return rlp_list(items);
}

/// Both are hashed since Canyon, and neither was before.
bool append_deposit(std::string& out, JsonView receipt) {
    const JsonView version = receipt["depositReceiptVersion"];
    return !version || version.is_null() ||
           (append_field(out, receipt["depositNonce"], FieldKind::quantity) &&
            append_field(out, version, FieldKind::quantity));
}

/// From nobody to nobody, as a system's transaction that nobody has signed: chains differ in whether it is hashed.
bool is_of_system(JsonView receipt) {
    return fixed_bytes<20>(receipt["from"]) == Address() && fixed_bytes<20>(receipt["to"]) == Address();
}

bool is_of_known_form(JsonView receipt) {
    return !is_of_system(receipt) && is_known_type(receipt["type"]) && !has_unknown_member(receipt, known_members);
}

}  // namespace

/// The receipt as it was hashed; its logs are added to what was found.
Verified<std::string> ReceiptReading::encode(JsonView receipt) {
    const auto transaction = fixed_bytes<32>(receipt["transactionHash"]);
    const JsonView logs = receipt["logs"];
    if (!transaction || !logs.is_array()) {
        return malformed("a receipt has no transactionHash, or no logs");
    }
    const JsonView status = receipt["status"];
    const bool has_root = !status || status.is_null();
    std::string items;
    if (!append_field(items, has_root ? receipt["root"] : status,
                      has_root ? FieldKind::bytes32 : FieldKind::quantity) ||
        !append_field(items, receipt["cumulativeGasUsed"], FieldKind::quantity)) {
        return malformed("a receipt's status or cumulativeGasUsed is malformed");
    }
    Bloom bloom{};
    std::string encoded_logs;
    for (const JsonView value : logs.elements()) {
        auto log = read_log(value, header_);
        if (!log) {
            return std::unexpected(std::move(log.error()));
        }
        encoded_logs += ethereum::encode(*log, bloom);
        log->transaction_hash = *transaction;
        log->log_index = found_.logs.size();
        found_.logs.push_back(std::move(*log));
        found_.transaction_indexes.push_back(encoded_.size());
    }
    append_rlp(items, bloom);
    items += rlp_list(encoded_logs);
    if (type_of(receipt["type"]) == deposit_type && !append_deposit(items, receipt)) {
        return malformed("a deposit's depositNonce or depositReceiptVersion is malformed");
    }
    return with_type(receipt["type"], rlp_list(items));
}

std::optional<Refusal> ReceiptReading::add(JsonView receipt) {
    auto bytes = encode(receipt);
    if (!bytes) {
        return std::move(bytes.error());
    }
    encoded_.push_back(std::move(*bytes));
    are_of_known_form_ = are_of_known_form_ && is_of_known_form(receipt);
    return std::nullopt;
}

Verified<BlockLogs> ReceiptReading::finish() {
    if (list_root(encoded_) == header_.receipts_root) {
        return std::move(found_);
    }
    if (!are_of_known_form_) {
        return unknown_form("receipts have a type or a member that is not known, and another root than their block's");
    }
    return contradicted(fmt::format("{} receipts do not have their block's receiptsRoot", encoded_.size()));
}

Verified<BlockLogs> verify_receipts(JsonView receipts, const Header& header) {
    if (!receipts.is_array()) {
        return malformed("receipts are no list");
    }
    ReceiptReading reading(header);
    for (const JsonView receipt : receipts.elements()) {
        if (auto refusal = reading.add(receipt)) {
            return std::unexpected(std::move(*refusal));
        }
    }
    return reading.finish();
}

}  // namespace gracy::staking::ethereum
