// GET /staking/v1/contracts/{address}/totals and .../days: what happened in a contract, in all and day by day (UTC), by
// final events. Amounts are decimal strings of the token's smallest unit.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> show_totals(access::Call& call);
base::Task<http::Response> list_days(access::Call& call);

}  // namespace gracy::staking
