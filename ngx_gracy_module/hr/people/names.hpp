// Names, as people give them to themselves, to teams and to places.
#pragma once

#include "http/json_body.hpp"

#include <string>
#include <string_view>

namespace gracy::hr {

/// One line with something to see in it; the body refuses anything else.
std::optional<std::string> optional_name(http::JsonBody& body, std::string_view field, http::Length length);
std::string required_name(http::JsonBody& body, std::string_view field, http::Length length);

}  // namespace gracy::hr
