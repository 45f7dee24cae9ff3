// How far what is told of a contract is whole.
#pragma once

#include "access/call.hpp"
#include "staking/address.hpp"

#include <cstdint>
#include <optional>

namespace gracy::staking {

/// Nothing before the first proof: then some of the events may be missing. To be read before what it is said of, which
/// only gains by what happens in between.
base::Task<std::optional<std::int64_t>> proven_block(access::Call& call, std::int64_t chain, Address contract);

}  // namespace gracy::staking
