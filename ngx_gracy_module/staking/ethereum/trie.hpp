// Merkle-Patricia tries (Yellow Paper, appendix D): the root of a block's list, and the proof of one key.
#pragma once

#include "staking/ethereum/verdict.hpp"
#include "staking/keccak.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gracy::staking::ethereum {

/// Of a trie that holds nothing: keccak256(rlp("")).
const Hash& empty_root();

/// The root of the trie that has item i under rlp(i), as a block's transactions and receipts are kept.
Hash list_root(std::span<const std::string> items);

/// Longer than any node of a state or storage trie (a branch of sixteen hashes is 532 bytes).
inline constexpr std::size_t max_proof_node = 1024;
/// A path has 64 nibbles, and each node but the last spends one.
inline constexpr std::size_t max_proof_nodes = 65;

/// What stands under a 32-byte key of the trie with that root, or that nothing does (no value). `nodes` are the nodes
/// on the way from the root, each as RLP (EIP-1186). A way that ends before it has proven anything is `unknown_form`:
/// nodes without the state answer so. One that does not hash to the root is `contradicted`.
Verified<std::optional<std::string>> prove_key(const Hash& root, const Hash& key, std::span<const std::string> nodes);

}  // namespace gracy::staking::ethereum
