// GET /staking/v1/accounts/{address}/positions and GET /staking/v1/contracts/{address}/stakers: what accounts hold, by
// final events. Amounts are decimal strings of the token's smallest unit.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> account_positions(access::Call& call);
base::Task<http::Response> list_stakers(access::Call& call);

}  // namespace gracy::staking
