// Signatures of people's wallets over a text (EIP-191, version 0x45: personal_sign), and who made them.
#pragma once

#include "staking/address.hpp"
#include "staking/keccak.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace gracy::staking::ethereum {

enum class SignatureError : unsigned char {
    malformed,
    /// s is in the upper half (EIP-2): whoever has seen the other spelling could have made it.
    malleable,
    /// Longer than a key's: of a contract (EIP-1271), which only the chain can check.
    of_contract,
};

/// r and s, 32 bytes each, and which of the two points of r is meant.
struct Signature {
    std::array<std::byte, 64> compact{};
    int recovery_id = 0;
};

/// A signature, or why the text is none.
struct ParsedSignature {
    std::optional<Signature> signature;
    SignatureError error = SignatureError::malformed;
};

/// "0x" and 65 bytes in hexadecimal digits: r, s and v, which is 27 or 28, or 0 or 1.
ParsedSignature parse_signature(std::string_view text);

/// What is signed of `message`.
Hash personal_hash(std::string_view message);

/// Whose key has signed `message`: some address for nearly every signature, so compare it. Nothing when no key can
/// have.
std::optional<Address> recover_signer(std::string_view message, const Signature& signature);

}  // namespace gracy::staking::ethereum
