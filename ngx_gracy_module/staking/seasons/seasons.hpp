// GET /staking/v1/seasons and /staking/v1/seasons/{number}: the seasons that a contract pays in, as its events tell
// them and its storage proves them. Amounts are decimal strings of the token's smallest unit.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> list_seasons(access::Call& call);
base::Task<http::Response> show_season(access::Call& call);

}  // namespace gracy::staking
