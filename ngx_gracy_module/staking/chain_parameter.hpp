// Which chain a request is about: /staking/v1/...?chain_id=
#pragma once

#include "access/call.hpp"
#include "http/query.hpp"

#include <cstdint>

namespace gracy::staking {

/// The one that `chain_id` names (EIP-155), or else that of gracy_staking_chain_id.
std::int64_t chain_of(const access::Call& call, http::QueryReader& query);

}  // namespace gracy::staking
