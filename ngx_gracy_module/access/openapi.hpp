// The OpenAPI 3.1 document of everything that is served. Joined by cmake/embed_openapi.py from openapi.json here and
// in each feature's folder; tests hold it against the route tables, both ways.
#pragma once

#include <string_view>

namespace gracy::access {

std::string_view openapi_document();

}  // namespace gracy::access
