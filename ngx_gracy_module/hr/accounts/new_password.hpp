// A password that somebody chooses.
#pragma once

#include "http/json_body.hpp"

#include <string>
#include <string_view>

namespace gracy::hr {

/// The field `new_password`, which must be long enough to be one.
std::string read_new_password(http::JsonBody& body);

/// 422: it is the one that they have.
http::Problem same_password();

}  // namespace gracy::hr
