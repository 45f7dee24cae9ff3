// The root of every request: route, principal, scope, handler, and whatever goes wrong on the way.
#pragma once

#include "access/route_table.hpp"
#include "access/services.hpp"
#include "base/task.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <string>
#include <string_view>

namespace gracy::access {

/// Never throws but for lack of memory. All must outlive the task. The response's `cause` is for the log. `matched`,
/// when it is given, becomes the route as soon as it is known, for whoever counts.
base::Task<http::Response> respond(const http::Request& request, Surface surface, const RouteTable& routes,
                                   Services& services, const Route** matched = nullptr);

/// What to say instead when something ends the request from outside: the deadline passed before `respond` was done, or
/// the body is too large. In the words of the route, if it has any, or else in the language of the request or `locale`.
http::Response respond_problem(const http::Request& request, Surface surface, const RouteTable& routes,
                               const http::Problem& problem, std::string_view locale = {});

/// The language of whoever is known without asking the database, for what is said before anybody has asked who they
/// are; empty when they are not.
std::string remembered_locale(Services& services, const http::Request& request);

/// The deadline of a request: a write may have happened and may happen yet, unless it was only tried.
http::Problem deadline_problem(const http::Request& request);

}  // namespace gracy::access
