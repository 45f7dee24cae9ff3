// The Cookie field (RFC 6265, 5.4).
#pragma once

#include "http/request.hpp"

#include <optional>
#include <string_view>

namespace gracy::http {

/// The first cookie of that name. Names are compared exactly, values come as they were sent.
std::optional<std::string_view> cookie(const Request& request, std::string_view name);

}  // namespace gracy::http
