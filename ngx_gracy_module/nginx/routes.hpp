// The one list of routes: what the features serve, put together.
#pragma once

#include "access/route_table.hpp"

namespace gracy::nginx {

/// Throws std::logic_error when two features claim the same path.
access::RouteTable all_routes();

}  // namespace gracy::nginx
