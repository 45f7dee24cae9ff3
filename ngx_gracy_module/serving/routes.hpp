// The one list of routes: what the features serve, put together.
#pragma once

#include "access/route_table.hpp"

namespace gracy::serving {

/// Throws std::logic_error when two features claim the same path.
access::RouteTable all_routes();

}  // namespace gracy::serving
