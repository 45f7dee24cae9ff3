// Slack's entries in the one list of routes.
#pragma once

#include "access/route.hpp"

#include <span>

namespace gracy::slack {

std::span<const access::Route> routes();

}  // namespace gracy::slack
