// The address in a path: /staking/v1/accounts/{address}/..., /staking/v1/contracts/{address}/...
#pragma once

#include "access/call.hpp"
#include "staking/address.hpp"

namespace gracy::staking {

/// Throws Problem (400), which says what is wrong with it.
Address path_address(const access::Call& call);

}  // namespace gracy::staking
