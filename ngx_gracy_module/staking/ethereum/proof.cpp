#include "staking/ethereum/proof.hpp"

#include "staking/ethereum/rlp.hpp"
#include "staking/ethereum/trie.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace gracy::staking::ethereum {
namespace {

using base::JsonView;

Verified<std::vector<std::string>> read_nodes(JsonView list) {
    if (!list.is_array() || list.size() > max_proof_nodes) {
        return malformed("a proof is no list of at most 65 nodes");
    }
    std::vector<std::string> nodes;
    for (const JsonView element : list.elements()) {
        const auto text = element.string();
        auto node = text ? parse_hex_data(*text, max_proof_node) : std::nullopt;
        if (!node) {
            return malformed("a node of a proof is not hexadecimal, or too long");
        }
        nodes.push_back(std::move(*node));
    }
    return nodes;
}

Verified<std::optional<std::string>> prove(JsonView nodes_value, const Hash& root, base::Bytes key) {
    const auto nodes = read_nodes(nodes_value);
    return nodes ? prove_key(root, keccak256(key), *nodes) : std::unexpected(nodes.error());
}

struct Account {
    Hash storage_root{};
    Hash code_hash{};
};

/// Of [nonce, balance, storageRoot, codeHash].
Verified<Account> read_account(std::string_view account) {
    const auto list = parse_rlp(base::bytes_of(account));
    if (!list || !list->is_list) {
        return unknown_form("an account is no list");
    }
    std::array<RlpItem, 4> fields;
    base::Bytes rest = list->content;
    for (RlpItem& field : fields) {
        const auto item = take_rlp(rest);
        if (!item || item->is_list) {
            return unknown_form("an account does not have its four fields");
        }
        field = *item;
    }
    Account read;
    if (!rest.empty() || fields[2].content.size() != read.storage_root.size() ||
        fields[3].content.size() != read.code_hash.size()) {
        return unknown_form("an account has more than its four fields, or no storage root, or no code hash");
    }
    std::ranges::copy(fields[2].content, read.storage_root.begin());
    std::ranges::copy(fields[3].content, read.code_hash.begin());
    return read;
}

/// 0 when nothing stands there.
Verified<Hash> read_word(JsonView nodes, const Hash& storage_root, const Hash& slot) {
    const auto value = prove(nodes, storage_root, slot);
    if (!value) {
        return std::unexpected(value.error());
    }
    Hash word{};
    if (!*value) {
        return word;
    }
    // A word stands in the trie as RLP, without its leading zeros.
    const auto item = parse_rlp(base::bytes_of(**value));
    if (!item || item->is_list || item->content.size() > word.size()) {
        return unknown_form("a word of storage is no number of up to 256 bits");
    }
    std::ranges::copy(item->content, word.end() - static_cast<std::ptrdiff_t>(item->content.size()));
    return word;
}

}  // namespace

Verified<ProvenWords> verify_storage(JsonView result, const Hash& state_root, const Address& contract,
                                     std::span<const Hash> slots) {
    const auto account = prove(result["accountProof"], state_root, contract);
    if (!account) {
        return std::unexpected(account.error());
    }
    ProvenWords proven{.words = std::vector<Hash>(slots.size())};
    if (!*account) {
        return proven;
    }
    const auto read = read_account(**account);
    if (!read) {
        return std::unexpected(read.error());
    }
    proven.is_contract = read->code_hash != keccak256(base::Bytes());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto word = read_word(result["storageProof"][i]["proof"], read->storage_root, slots[i]);
        if (!word) {
            return std::unexpected(word.error());
        }
        proven.words[i] = *word;
    }
    return proven;
}

}  // namespace gracy::staking::ethereum
