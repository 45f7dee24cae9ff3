// Where help is found, as Slack shows it.
#pragma once

#include "wellbeing/help_lines.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

/// mrkdwn; empty when there is none.
std::string help_text(const std::optional<wellbeing::Help>& help);

}  // namespace gracy::slack
