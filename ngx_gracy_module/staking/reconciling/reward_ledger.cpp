#include "staking/reconciling/reward_ledger.hpp"

#include "staking/reconciling/abi.hpp"
#include "staking/reconciling/season_terms.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

/// The lowest eight bytes, below eight more of `cursor` and nothing else.
std::int64_t time_of(const Hash& packed) {
    constexpr std::size_t empty = 16;
    constexpr std::size_t cursor = 8;
    if (std::any_of(packed.begin(), packed.begin() + empty, [](std::byte byte) { return byte != std::byte{0}; })) {
        return -1;
    }
    Hash time = packed;
    std::fill_n(time.begin() + empty, cursor, std::byte{0});
    return to_integer(time).value_or(-1);
}

}  // namespace

std::array<Hash, RewardLedger::words> RewardLedger::slots(const Hash& first) {
    return {slot_behind(first, 1), slot_behind(first, 2), slot_behind(first, 3)};
}

RewardLedger RewardLedger::from(std::span<const Hash, words> kept) {
    return {.liability = to_decimal(kept[0]), .reserve = to_decimal(kept[1]), .accrued_at = time_of(kept[2])};
}

}  // namespace gracy::staking
