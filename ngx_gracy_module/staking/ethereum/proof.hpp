// eth_getProof (EIP-1186): a word of a contract's storage, proven down from a block's stateRoot.
#pragma once

#include "base/json.hpp"
#include "staking/address.hpp"
#include "staking/ethereum/verdict.hpp"
#include "staking/keccak.hpp"

namespace gracy::staking::ethereum {

struct ProvenWord {
    Hash word{};
    /// There is an account, and it has code. Without one its storage is empty, which says nothing of a contract.
    bool is_contract = false;
};

/// The word in the contract's storage slot, from the call's result for exactly that slot; 0 when nothing stands there,
/// or no contract. Only the nodes of the proof are read, no value that is claimed beside them.
Verified<ProvenWord> verify_storage(base::JsonView result, const Hash& state_root, const Address& contract,
                                    const Hash& slot);

}  // namespace gracy::staking::ethereum
