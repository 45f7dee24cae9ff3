// HR's entries in the one list of routes.
#pragma once

#include "access/route.hpp"

#include <span>

namespace gracy::hr {

std::span<const access::Route> routes();

}  // namespace gracy::hr
