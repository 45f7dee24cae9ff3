// Seasons as SeasonStaking keeps them in its storage: an array of {uint64 start, uint64 end, uint128 reward}, a slot
// each (Solidity, "Layout of State Variables in Storage").
#pragma once

#include "staking/keccak.hpp"
#include "staking/reconciling/abi.hpp"

#include <cstdint>
#include <string>

namespace gracy::staking {

struct SeasonTerms {
    /// The first second that pays and the first that does not any more: since the Unix epoch.
    std::int64_t starts_at = 0;
    std::int64_t ends_at = 0;
    /// In the token's smallest unit, decimal.
    std::string reward = "0";

    /// Times beyond 63 bits, which no contract accepts, come out negative.
    static SeasonTerms from(Word word);

    bool operator==(const SeasonTerms&) const = default;
};

/// The slot `count` slots behind another one.
Hash slot_behind(Hash slot, std::uint64_t count);

/// Where season `number`, from 1, stands when the array's length stands in `array`.
Hash slot_of_season(const Hash& array, std::int64_t number);

}  // namespace gracy::staking
