// A fast hash for tables and fingerprints. Not a signature: who knows the seed can make two texts collide.
#pragma once

#include "base/bytes.hpp"

#include <cstdint>

namespace gracy::base {

std::uint64_t hash64(Bytes data, std::uint64_t seed = 0);

}  // namespace gracy::base
