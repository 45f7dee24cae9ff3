#include "staking/ethereum/personal_signature.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <fmt/format.h>
#include <algorithm>
#include <string>

namespace gracy::staking::ethereum {
namespace {

constexpr std::size_t signature_size = 65;

/// secp256k1 counts in unsigned characters.
const unsigned char* octets(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

std::optional<int> recovery_id_of(std::byte v) {
    switch (std::to_integer<int>(v)) {
        case 0:
        case 27:
            return 0;
        case 1:
        case 28:
            return 1;
        default:
            return std::nullopt;
    }
}

std::optional<secp256k1_ecdsa_recoverable_signature> to_recoverable(const Signature& signature) {
    secp256k1_ecdsa_recoverable_signature recoverable;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            secp256k1_context_static, &recoverable, octets(signature.compact.data()), signature.recovery_id) == 0) {
        return std::nullopt;
    }
    return recoverable;
}

bool is_low(const secp256k1_ecdsa_recoverable_signature& recoverable) {
    secp256k1_ecdsa_signature plain;
    secp256k1_ecdsa_recoverable_signature_convert(secp256k1_context_static, &plain, &recoverable);
    return secp256k1_ecdsa_signature_normalize(secp256k1_context_static, nullptr, &plain) == 0;
}

}  // namespace

Hash personal_hash(std::string_view message) {
    const std::string text = fmt::format(
        "\x19"
        "Ethereum Signed Message:\n{}{}",
        message.size(), message);
    return keccak256(base::bytes_of(text));
}

ParsedSignature parse_signature(std::string_view text) {
    constexpr std::size_t digits = 2 + 2 * signature_size;
    const auto bytes = parse_hex<signature_size>(text);
    if (!bytes) {
        const bool is_longer = text.starts_with("0x") && text.size() > digits;
        return {.signature = std::nullopt,
                .error = is_longer ? SignatureError::of_contract : SignatureError::malformed};
    }
    const std::optional<int> recovery_id = recovery_id_of(bytes->back());
    if (!recovery_id) {
        return {.signature = std::nullopt, .error = SignatureError::malformed};
    }
    Signature signature{.compact = {}, .recovery_id = *recovery_id};
    std::copy(bytes->begin(), bytes->end() - 1, signature.compact.begin());
    const auto recoverable = to_recoverable(signature);
    if (!recoverable) {
        return {.signature = std::nullopt, .error = SignatureError::malformed};
    }
    if (!is_low(*recoverable)) {
        return {.signature = std::nullopt, .error = SignatureError::malleable};
    }
    return {.signature = signature, .error = SignatureError::malformed};
}

std::optional<Address> recover_signer(std::string_view message, const Signature& signature) {
    const auto recoverable = to_recoverable(signature);
    if (!recoverable) {
        return std::nullopt;
    }
    const Hash hash = personal_hash(message);
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recover(secp256k1_context_static, &key, &*recoverable, octets(hash.data())) == 0) {
        return std::nullopt;
    }
    std::array<std::byte, 65> point{};
    std::size_t size = point.size();
    secp256k1_ec_pubkey_serialize(secp256k1_context_static, reinterpret_cast<unsigned char*>(point.data()), &size, &key,
                                  SECP256K1_EC_UNCOMPRESSED);
    // Without the byte that says how it is written; an address is the last 20 bytes of the hash.
    const Hash key_hash = keccak256(std::span(point).subspan<1>());
    Address address;
    std::copy(key_hash.end() - static_cast<std::ptrdiff_t>(address.size()), key_hash.end(), address.begin());
    return address;
}

}  // namespace gracy::staking::ethereum
