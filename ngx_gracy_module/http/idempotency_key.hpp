// Idempotency-Key: the client's name for one intended effect, so that asking again does it once.
#pragma once

#include "http/request.hpp"

#include <optional>
#include <string>

namespace gracy::http {

/// At most 64 printable ASCII characters. Nothing when it was not sent; throws Problem (400) when it is malformed or
/// there twice.
std::optional<std::string> idempotency_key(const Request& request);

}  // namespace gracy::http
