// A time of day in a request's body: "09:30".
#pragma once

#include "http/json_body.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::hr {

/// Hours and minutes with two digits each. Refuses the field when it is something else.
std::string time_of_day(http::JsonBody& body, std::string_view name);
std::optional<std::string> optional_time_of_day(http::JsonBody& body, std::string_view name);

}  // namespace gracy::hr
