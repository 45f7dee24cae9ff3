// GET /staking/v1/participants: which members have linked a wallet and whether they stake. What they hold, only of
// wallets that their member shares.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> list_participants(access::Call& call);

}  // namespace gracy::staking
