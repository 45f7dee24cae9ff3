// What somebody typed to find something in a list by its name.
#pragma once

#include "http/query.hpp"

#include <optional>
#include <string>

namespace gracy::hr {

/// `q`; nothing without it, and refused when it is blank.
std::optional<std::string> read_q(http::QueryReader& query);

}  // namespace gracy::hr
