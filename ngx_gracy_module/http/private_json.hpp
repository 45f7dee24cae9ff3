// JSON for whom it was made alone.
#pragma once

#include "http/response.hpp"

#include <string>
#include <utility>

namespace gracy::http {

/// No browser keeps it for whoever sits there next.
inline Response private_json(std::string body, int status = 200) {
    return Response::json(std::move(body), status).with("Cache-Control", "private, no-store");
}

}  // namespace gracy::http
