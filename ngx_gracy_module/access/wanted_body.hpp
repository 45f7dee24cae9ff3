// Whose bodies are read: anybody can begin to send a large one, and a body is read whole into memory.
#pragma once

#include "access/route_table.hpp"
#include "http/request.hpp"

#include <cstdint>

namespace gracy::access {

/// A body of no more is read whoever sends it: a request's headers may take as much.
inline constexpr std::int64_t small_body = std::int64_t{16} * 1024;

/// Whether anything may come of a request's body, as far as the rest of the request tells. If not, it is answered
/// without it, and the answer is the one that it would have got with it.
bool wants_body(const http::Request& head, Surface surface, const RouteTable& routes);

}  // namespace gracy::access
