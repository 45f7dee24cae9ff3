// Where a workspace is on the web: what the links to its messages begin with.
#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

/// "https://hanbit.slack.com/"; nothing when it is not said, or cannot be one. `answer`: of auth.test, or the team in
/// that of team.info (docs.slack.dev/reference/methods), which has its name alone in some answers.
std::optional<std::string> workspace_address(base::JsonView answer);

}  // namespace gracy::slack
