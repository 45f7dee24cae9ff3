// Where the next page of a list of Slack's begins (docs.slack.dev/apis/web-api/pagination).
#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

/// Empty: there is no next page. Nothing: it is no cursor that could be kept and sent back.
std::optional<std::string> next_cursor(base::JsonView answer);

}  // namespace gracy::slack
