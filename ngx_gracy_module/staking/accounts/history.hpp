// GET /staking/v1/accounts/{address}/history: what an account staked, claimed and withdrew.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> account_history(access::Call& call);

}  // namespace gracy::staking
