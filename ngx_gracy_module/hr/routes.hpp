// HR's entries in the one list of routes: each feature's table, and all of them.
#pragma once

#include "access/route.hpp"

#include <span>

namespace gracy::hr {

std::span<const access::Route> accounts_routes();
std::span<const access::Route> announcements_routes();
std::span<const access::Route> analytics_routes();
std::span<const access::Route> celebrations_routes();
std::span<const access::Route> check_ins_routes();
std::span<const access::Route> coffee_routes();
std::span<const access::Route> exports_routes();
std::span<const access::Route> notices_routes();
std::span<const access::Route> people_routes();
std::span<const access::Route> policies_routes();
std::span<const access::Route> recognition_routes();
std::span<const access::Route> surveys_routes();

std::span<const access::Route> routes();

}  // namespace gracy::hr
