// Which contract's seasons a request is about: /staking/v1/seasons...?contract=
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/query.hpp"
#include "staking/address.hpp"

#include <optional>

namespace gracy::staking {

/// The one that `contract` names, or else the only one whose history is kept; nothing when there is none yet. Throws
/// Problem (400) when the name is no address, or there are several and none is named.
base::Task<std::optional<Address>> season_contract(access::Call& call, http::QueryReader& query);

}  // namespace gracy::staking
