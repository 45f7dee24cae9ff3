// Why something was not done with an announcement, as a problem.
#pragma once

#include "http/problem.hpp"

#include <optional>
#include <string_view>

namespace gracy::hr {

/// What a statement answered instead of ok. `audience` is the expression that was sent, for the place of what it names.
http::Problem announcement_problem(std::string_view outcome, std::optional<std::string_view> subject,
                                   std::string_view audience = {});

}  // namespace gracy::hr
