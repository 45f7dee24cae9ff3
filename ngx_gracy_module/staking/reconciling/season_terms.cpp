#include "staking/reconciling/season_terms.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

std::int64_t big_endian(std::span<const std::byte> bytes) {
    std::uint64_t number = 0;
    for (const std::byte byte : bytes) {
        number = number << 8 | std::to_integer<std::uint64_t>(byte);
    }
    return static_cast<std::int64_t>(number);
}

}  // namespace

SeasonTerms SeasonTerms::from(Word word) {
    // The first member stands in the lowest bytes.
    Hash reward{};
    std::ranges::copy(word.first<16>(), reward.begin() + 16);
    return {.starts_at = big_endian(word.last<8>()),
            .ends_at = big_endian(word.subspan<16, 8>()),
            .reward = to_decimal(reward)};
}

Hash slot_behind(Hash slot, std::uint64_t count) {
    // Modulo 2^256, as the EVM adds.
    std::uint64_t carry = count;
    for (auto digit = slot.rbegin(); digit != slot.rend() && carry != 0; ++digit) {
        const std::uint64_t sum = std::to_integer<std::uint64_t>(*digit) + (carry & 0xff);
        *digit = static_cast<std::byte>(sum & 0xff);
        carry = (carry >> 8) + (sum >> 8);
    }
    return slot;
}

Hash slot_of_season(const Hash& array, std::int64_t number) {
    return slot_behind(keccak256(array), static_cast<std::uint64_t>(number - 1));
}

}  // namespace gracy::staking
