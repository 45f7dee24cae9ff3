// Where SeasonStaking's rewards stand, as it keeps them in its storage: {uint256 accumulated, uint256 liability,
// uint256 reserve, uint64 accruedAt, uint64 cursor}, from one slot on.
//
// What was promised is owed, in reserve, claimed, or swept by the owner, to the last unit: so the storage proves how
// much was swept, and no list of the owner's events has to be complete.
#pragma once

#include "staking/keccak.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace gracy::staking {

struct RewardLedger {
    /// Earned and not claimed: in the token's smallest unit, decimal.
    std::string liability = "0";
    /// Of seconds that are still to come, or that nobody was staked in.
    std::string reserve = "0";
    /// When seasons came or went it was brought up to date: since the Unix epoch. Beyond 63 bits, or beside what is no
    /// such ledger's, negative.
    std::int64_t accrued_at = 0;

    static constexpr std::size_t words = 3;
    /// Of what `from` reads, when the ledger begins at `first`.
    static std::array<Hash, words> slots(const Hash& first);
    static RewardLedger from(std::span<const Hash, words> kept);

    bool operator==(const RewardLedger&) const = default;
};

}  // namespace gracy::staking
