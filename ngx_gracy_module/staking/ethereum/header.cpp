#include "staking/ethereum/header.hpp"

#include "base/text.hpp"
#include "staking/ethereum/rlp.hpp"
#include "staking/quantity.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace gracy::staking::ethereum {
namespace {

using base::JsonView;

constexpr std::array<Field, 15> first_fields = {{
    {"parentHash", FieldKind::bytes32},
    {"sha3Uncles", FieldKind::bytes32},
    {"miner", FieldKind::bytes20},
    {"stateRoot", FieldKind::bytes32},
    {"transactionsRoot", FieldKind::bytes32},
    {"receiptsRoot", FieldKind::bytes32},
    {"logsBloom", FieldKind::bytes256},
    {"difficulty", FieldKind::quantity},
    {"number", FieldKind::quantity},
    {"gasLimit", FieldKind::quantity},
    {"gasUsed", FieldKind::quantity},
    {"timestamp", FieldKind::quantity},
    {"extraData", FieldKind::data},
    {"mixHash", FieldKind::bytes32},
    {"nonce", FieldKind::bytes8},
}};

/// Members of a block object that its hash is not made from.
constexpr std::array<std::string_view, 6> beside_the_header = {"hash",   "size",        "totalDifficulty",
                                                               "uncles", "withdrawals", "transactions"};

bool is_absent(JsonView value) {
    return !value || value.is_null();
}

std::optional<std::int64_t> number_of(JsonView value) {
    const auto text = value.string();
    return text ? parse_quantity(*text) : std::nullopt;
}

/// Reads what the rest of the program needs, of fields whose form was checked.
Header read_header(JsonView block, const Hash& hash) {
    return Header{.number = *number_of(block["number"]),
                  .hash = hash,
                  .parent = *fixed_bytes<32>(block["parentHash"]),
                  .time = *number_of(block["timestamp"]),
                  .gas_used = number_of(block["gasUsed"]).value_or(std::numeric_limits<std::int64_t>::max()),
                  .state_root = *fixed_bytes<32>(block["stateRoot"]),
                  .transactions_root = *fixed_bytes<32>(block["transactionsRoot"]),
                  .receipts_root = *fixed_bytes<32>(block["receiptsRoot"]),
                  .logs_bloom = *fixed_bytes<256>(block["logsBloom"])};
}

}  // namespace

HeaderForms::HeaderForms()
    : forks_{{{{"baseFeePerGas", FieldKind::quantity}}},
             {{{"withdrawalsRoot", FieldKind::bytes32}}},
             {{{"blobGasUsed", FieldKind::quantity},
               {"excessBlobGas", FieldKind::quantity},
               {"parentBeaconBlockRoot", FieldKind::bytes32}}},
             {{{"requestsHash", FieldKind::bytes32}}},
             {{{"blockAccessListHash", FieldKind::bytes32}, {"slotNumber", FieldKind::quantity}}}} {}

bool HeaderForms::is_known(std::string_view name) const {
    const auto is_appended = [&](const ForkFields& fork) {
        return std::ranges::find(fork.fields, name, &ForkFields::Appended::name) != fork.fields.end();
    };
    return std::ranges::find(beside_the_header, name) != beside_the_header.end() ||
           std::ranges::find(first_fields, name, &Field::name) != first_fields.end() ||
           std::ranges::any_of(forks_, is_appended);
}

Verified<Header> HeaderForms::verify(JsonView block) const {
    const auto claimed = fixed_bytes<32>(block["hash"]);
    if (!claimed) {
        return malformed("a block has no hash of 32 bytes");
    }
    std::string fields;
    for (const Field& field : first_fields) {
        if (!append_field(fields, block[field.name], field.kind)) {
            return malformed(fmt::format("a block's {} is missing or malformed", field.name));
        }
    }
    // No chain has such a block: whose proxy widens numbers says nothing that could be held against the chain.
    if (!number_of(block["number"]) || !number_of(block["timestamp"])) {
        return unknown_form("a block's number or timestamp exceeds 63 bits");
    }
    const auto matches = [&] { return keccak256(base::bytes_of(rlp_list(fields))) == *claimed; };
    // Every known set that is there is tried: some nodes give a fork's fields, with a default, to blocks before it.
    if (matches()) {
        return read_header(block, *claimed);
    }
    bool ended = false;
    for (const ForkFields& fork : forks_) {
        const auto is_present = [&](const auto& field) { return !is_absent(block[field.name]); };
        const auto present = std::ranges::count_if(fork.fields, is_present);
        if (present == 0) {
            ended = true;
            continue;
        }
        if (ended || std::cmp_less(present, fork.fields.size())) {
            return unknown_form(
                fmt::format("a block's {} does not come with what its fork added before", fork.fields.front().name));
        }
        for (const auto& field : fork.fields) {
            if (!append_field(fields, block[field.name], field.kind)) {
                return malformed(fmt::format("a block's {} is malformed", field.name));
            }
        }
        if (matches()) {
            return read_header(block, *claimed);
        }
    }
    for (const auto& [key, value] : block.members()) {
        if (!value.is_null() && !is_known(key)) {
            return unknown_form(
                fmt::format("a block has {}, a field of no fork that is known", base::beginning_of(key, 64)));
        }
    }
    return contradicted("a block's fields do not have its hash");
}

}  // namespace gracy::staking::ethereum
