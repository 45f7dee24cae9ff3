// What a season's summary and its export are figures of: one season's time, up to one proven block.
#pragma once

#include "access/call.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "staking/seasons/season_contract.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::staking {

/// The same scope has the same figures, whatever is proven later.
struct SeasonScope {
    SeasonContract contract;
    std::int64_t number = 0;
    std::string state;
    base::Timestamp starts_at;
    base::Timestamp ends_at;
    std::string reward;
    /// -1 before the first proof: no block counts.
    std::int64_t up_to_block = -1;
    /// The block's time.
    std::optional<base::Timestamp> proven_at;
};

/// Of /staking/v1/seasons/{number}/...?chain_id=&contract=. Throws Problem: 404, 400, and 409 for a season that was
/// cancelled or is not final.
base::Task<SeasonScope> season_scope(access::Call& call);

}  // namespace gracy::staking
