// Which contract's seasons a request is about: /staking/v1/seasons...?chain_id=&contract=
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/query.hpp"
#include "staking/address.hpp"

#include <cstdint>

namespace gracy::staking {

struct SeasonContract {
    std::int64_t chain_id = 0;
    /// Nobody's, which has no seasons, while no history is kept.
    Address address{};
};

/// The one that `contract` names, or else the only one of the chain whose history is kept. Throws Problem (400) when
/// the name is no address, or there are several and none is named.
base::Task<SeasonContract> season_contract(access::Call& call, http::QueryReader& query);

}  // namespace gracy::staking
