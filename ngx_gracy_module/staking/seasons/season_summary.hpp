// GET /staking/v1/seasons/{number}/summary: who took part in a season and with how much, in all. Exact integers.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> summarise_season(access::Call& call);

}  // namespace gracy::staking
