#include "staking/ethereum/transaction.hpp"

#include "staking/ethereum/fields.hpp"
#include "staking/ethereum/rlp.hpp"
#include "staking/ethereum/trie.hpp"
#include "staking/ethereum/typed.hpp"

#include <fmt/format.h>
#include <array>
#include <span>

namespace gracy::staking::ethereum {
namespace {

using base::JsonView;

constexpr Field chain{"chainId", FieldKind::quantity};
constexpr Field nonce{"nonce", FieldKind::quantity};
constexpr Field gas_price{"gasPrice", FieldKind::quantity};
constexpr Field priority_fee{"maxPriorityFeePerGas", FieldKind::quantity};
constexpr Field max_fee{"maxFeePerGas", FieldKind::quantity};
constexpr Field gas{"gas", FieldKind::quantity};
constexpr Field to{"to", FieldKind::address};
constexpr Field value{"value", FieldKind::quantity};
constexpr Field input{"input", FieldKind::data};

constexpr Field of_legacy[] = {nonce, gas_price, gas, to, value, input};
constexpr Field of_access_list[] = {chain, nonce, gas_price, gas, to, value, input};
constexpr Field of_dynamic_fee[] = {chain, nonce, priority_fee, max_fee, gas, to, value, input};

constexpr Field before_mint[] = {{"sourceHash", FieldKind::bytes32}, {"from", FieldKind::bytes20}, to};

std::span<const Field> first_fields(int type) {
    switch (type) {
        case 0:
            return of_legacy;
        case 1:
            return of_access_list;
        default:
            return of_dynamic_fee;
    }
}

std::unexpected<Refusal> malformed_field(std::string_view name) {
    return malformed(fmt::format("a transaction's {} is missing or malformed", name));
}

bool append_hashes(std::string& out, JsonView list) {
    std::string hashes;
    for (const JsonView hash : list.elements()) {
        if (!append_field(hashes, hash, FieldKind::bytes32)) {
            return false;
        }
    }
    out += rlp_list(hashes);
    return list.is_array();
}

/// EIP-2930.
bool append_access_list(std::string& out, JsonView list) {
    std::string entries;
    for (const JsonView entry : list.elements()) {
        std::string items;
        if (!append_field(items, entry["address"], FieldKind::bytes20) || !append_hashes(items, entry["storageKeys"])) {
            return false;
        }
        entries += rlp_list(items);
    }
    out += rlp_list(entries);
    return list.is_array();
}

/// `yParity` is what newer nodes call the `v` of a typed signature.
bool append_signature(std::string& out, JsonView object, bool is_typed) {
    const JsonView parity = is_typed && object["yParity"] ? object["yParity"] : object["v"];
    return append_field(out, parity, FieldKind::quantity) && append_field(out, object["r"], FieldKind::quantity) &&
           append_field(out, object["s"], FieldKind::quantity);
}

/// EIP-7702.
bool append_authorizations(std::string& out, JsonView list) {
    std::string entries;
    for (const JsonView entry : list.elements()) {
        std::string items;
        if (!append_field(items, entry["chainId"], FieldKind::quantity) ||
            !append_field(items, entry["address"], FieldKind::bytes20) ||
            !append_field(items, entry["nonce"], FieldKind::quantity) || !append_signature(items, entry, true)) {
            return false;
        }
        entries += rlp_list(items);
    }
    out += rlp_list(entries);
    return list.is_array();
}

/// Nobody has signed it: it comes from the layer below. What is not minted, and what is no system's, may be left out.
Verified<std::string> encode_deposit(JsonView transaction) {
    std::string items;
    for (const Field& field : before_mint) {
        if (!append_field(items, transaction[field.name], field.kind)) {
            return malformed_field(field.name);
        }
    }
    const JsonView mint = transaction["mint"];
    if (!mint || mint.is_null()) {
        append_rlp(items, base::Bytes());
    } else if (!append_field(items, mint, FieldKind::quantity)) {
        return malformed_field("mint");
    }
    if (!append_field(items, transaction["value"], FieldKind::quantity) ||
        !append_field(items, transaction["gas"], FieldKind::quantity)) {
        return malformed_field("value or gas");
    }
    append_rlp(items, base::bytes_of(transaction["isSystemTx"].boolean() == true ? "\x01" : ""));
    if (!append_field(items, transaction["input"], FieldKind::data)) {
        return malformed_field("input");
    }
    return with_type(transaction["type"], rlp_list(items));
}

bool is_zero(JsonView quantity) {
    const auto bytes = quantity_bytes(quantity);
    return bytes && bytes->empty();
}

Verified<std::string> encode(JsonView transaction) {
    const auto type = type_of(transaction["type"]);
    if (!type) {
        return malformed_field("type");
    }
    if (!is_known_type(*type)) {
        return unknown_form(fmt::format("a transaction has type {}", *type));
    }
    if (*type == deposit_type) {
        return encode_deposit(transaction);
    }
    if (is_zero(transaction["r"]) && is_zero(transaction["s"])) {
        // A system's, as those by which Polygon takes notice of Ethereum: what of it is hashed its chain decides.
        return unknown_form("an unsigned transaction");
    }
    std::string items;
    for (const Field& field : first_fields(*type)) {
        if (!append_field(items, transaction[field.name], field.kind)) {
            return malformed_field(field.name);
        }
    }
    if (*type >= 1 && !append_access_list(items, transaction["accessList"])) {
        return malformed_field("accessList");
    }
    if (*type == 3 && (!append_field(items, transaction["maxFeePerBlobGas"], FieldKind::quantity) ||
                       !append_hashes(items, transaction["blobVersionedHashes"]))) {
        return malformed_field("maxFeePerBlobGas or blobVersionedHashes");
    }
    if (*type == 4 && !append_authorizations(items, transaction["authorizationList"])) {
        return malformed_field("authorizationList");
    }
    if (!append_signature(items, transaction, *type != 0)) {
        return malformed_field("signature");
    }
    return with_type(transaction["type"], rlp_list(items));
}

}  // namespace

Verified<std::vector<Hash>> verify_transactions(JsonView transactions, const Header& header) {
    if (!transactions.is_array()) {
        return malformed("transactions are no list");
    }
    std::vector<std::string> encoded;
    std::vector<Hash> hashes;
    for (const JsonView transaction : transactions.elements()) {
        auto bytes = encode(transaction);
        if (!bytes) {
            return std::unexpected(std::move(bytes.error()));
        }
        hashes.push_back(keccak256(base::bytes_of(*bytes)));
        encoded.push_back(std::move(*bytes));
    }
    if (list_root(encoded) != header.transactions_root) {
        return contradicted(fmt::format("{} transactions do not have their block's transactionsRoot", encoded.size()));
    }
    return hashes;
}

}  // namespace gracy::staking::ethereum
