#include "staking/ethereum/contract_signature.hpp"

#include "staking/address.hpp"

#include <algorithm>

namespace gracy::staking::ethereum {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t word = 32;
// The selector of isValidSignature(bytes32,bytes), and its answer when the signature is right.
constexpr std::string_view magic = "\x16\x26\xba\x7e"sv;
// What ERC-6492 puts behind a wrapped signature: 0x6492, sixteen times.
constexpr std::string_view wrapping = "\x64\x92"sv;

bool is_wrapped(std::string_view signature) {
    if (signature.size() < word) {
        return false;
    }
    const std::string_view end = signature.substr(signature.size() - word);
    for (std::size_t at = 0; at < word; at += wrapping.size()) {
        if (end.substr(at, wrapping.size()) != wrapping) {
            return false;
        }
    }
    return true;
}

/// Big-endian in 32 bytes.
std::string to_word(std::size_t number) {
    std::string bytes(word, '\0');
    for (std::size_t at = word; number > 0; number >>= 8U) {
        bytes[--at] = static_cast<char>(number & 0xffU);
    }
    return bytes;
}

}  // namespace

ParsedContractSignature parse_contract_signature(std::string_view text) {
    auto bytes = parse_hex_data(text, max_contract_signature);
    if (bytes && is_wrapped(*bytes)) {
        return {.bytes = std::nullopt, .error = ContractSignatureError::undeployed};
    }
    return {.bytes = std::move(bytes), .error = ContractSignatureError::malformed};
}

std::string encode_is_valid_signature(const Hash& message, std::string_view signature) {
    const std::size_t padding = (word - signature.size() % word) % word;
    std::string data(magic);
    data.append(reinterpret_cast<const char*>(message.data()), message.size());
    // Where the bytes begin, behind the two words of the head.
    data.append(to_word(2 * word)).append(to_word(signature.size())).append(signature).append(padding, '\0');
    return data;
}

bool is_valid_signature(std::string_view returned) {
    return returned.size() >= word && returned.starts_with(magic) &&
           std::ranges::all_of(returned.substr(magic.size(), word - magic.size()), [](char c) { return c == '\0'; });
}

}  // namespace gracy::staking::ethereum
