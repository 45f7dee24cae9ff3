// GET /staking/v1/seasons/{number}/export.csv: a season for the books, a line an account and a last one with the
// totals, which are the summary's of the same proven block; on it stands too what the owner has swept, empty where that
// is not known. Exact integers of the token's smallest unit.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

base::Task<http::Response> export_season(access::Call& call);

}  // namespace gracy::staking
