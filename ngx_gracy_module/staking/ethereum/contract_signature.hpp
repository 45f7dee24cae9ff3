// Signatures of wallets that are contracts (EIP-1271): only the contract itself can say whether it has signed, so it is
// asked by eth_call.
#pragma once

#include "staking/keccak.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::staking::ethereum {

/// Some sixty owners of a multisig sign in less.
inline constexpr std::size_t max_contract_signature = 4096;

enum class ContractSignatureError : unsigned char {
    malformed,  // no hexadecimal digits, or more of them than 4096 bytes
    /// Wrapped for a wallet that is not deployed yet (ERC-6492): a block has no code to ask.
    undeployed,
};

/// The bytes of a signature, or why the text is none.
struct ParsedContractSignature {
    std::optional<std::string> bytes;
    ContractSignatureError error = ContractSignatureError::malformed;
};

/// "0x" and bytes in hexadecimal digits; none at all is a signature too (a Safe's, of what its owners have approved on
/// the chain).
ParsedContractSignature parse_contract_signature(std::string_view text);

/// The data of a call of isValidSignature(bytes32,bytes).
std::string encode_is_valid_signature(const Hash& message, std::string_view signature);

/// Whether what the call returned is bytes4(0x1626ba7e). Whatever else it is, the signature is none.
bool is_valid_signature(std::string_view returned);

}  // namespace gracy::staking::ethereum
