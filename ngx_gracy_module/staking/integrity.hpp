// GET /staking/v1/integrity: how much of the history is proven, by whose answers, and who lied.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> integrity(access::Call& call);

}  // namespace gracy::staking
