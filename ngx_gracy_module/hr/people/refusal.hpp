// Why a change to people, departments, places and teams was not made, said to whoever asked for it.
#pragma once

#include "http/problem.hpp"

#include <string_view>

namespace gracy::hr {

/// `outcome` as the statements return it (never "ok"); `what` names the kind of thing: "department". An outcome that no
/// statement has is a logic_error.
http::Problem problem_of(std::string_view outcome, std::string_view what);

}  // namespace gracy::hr
