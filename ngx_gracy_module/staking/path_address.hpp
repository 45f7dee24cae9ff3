// The address in a path, /staking/v1/accounts/{address}/... or /staking/v1/contracts/{address}/..., or in a query.
#pragma once

#include "access/call.hpp"
#include "staking/address.hpp"

#include <string_view>

namespace gracy::staking {

// Both throw Problem (400), which says what is wrong with it.

Address path_address(const access::Call& call);
/// `text` is of the parameter `name`.
Address address_from(std::string_view text, std::string_view name);

}  // namespace gracy::staking
