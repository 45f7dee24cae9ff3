// eth_getProof (EIP-1186): words of a contract's storage, proven down from a block's stateRoot.
#pragma once

#include "base/json.hpp"
#include "staking/address.hpp"
#include "staking/ethereum/verdict.hpp"
#include "staking/keccak.hpp"

#include <span>
#include <vector>

namespace gracy::staking::ethereum {

struct ProvenWords {
    /// One for each slot, in their order; 0 where nothing stands, or no contract.
    std::vector<Hash> words;
    /// There is an account, and it has code. Without one its storage is empty, which says nothing of a contract.
    bool is_contract = false;
};

/// The words in the contract's storage slots, from the call's result for exactly these slots in this order. Only the
/// nodes of the proofs are read, no value that is claimed beside them. All of them are proven, or none is.
Verified<ProvenWords> verify_storage(base::JsonView result, const Hash& state_root, const Address& contract,
                                     std::span<const Hash> slots);

}  // namespace gracy::staking::ethereum
