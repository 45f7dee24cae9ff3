// Why a change to people, departments, places and teams was not made, said to whoever asked for it.
#pragma once

#include "http/problem.hpp"

#include <string_view>

namespace gracy::hr {

/// `outcome` as the statements return it (never "ok"); `what` names the kind of thing: "department". An outcome that no
/// statement has is a logic_error.
http::Problem problem_of(std::string_view outcome, std::string_view what);
/// Of a department or a place that stays because of who is in it: so many who work here, and who have left.
http::Problem not_empty(std::int64_t employed, std::int64_t former);

}  // namespace gracy::hr
