// The assistant's part of the one list of routes.
#pragma once

#include "access/route.hpp"

#include <span>

namespace gracy::assistant {

std::span<const access::Route> routes();

}  // namespace gracy::assistant
