// The one list of routes: what the features serve, put together.
#pragma once

#include "access/route.hpp"

#include <vector>

namespace gracy::nginx {

std::vector<access::Route> all_routes();

}  // namespace gracy::nginx
