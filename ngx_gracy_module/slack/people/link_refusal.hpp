// What every route about one person in Slack refuses.
#pragma once

#include "access/call.hpp"

#include <string_view>

namespace gracy::slack {

/// Of the path. Throws Problem (404) for what Slack would not name anybody.
std::string_view slack_id(const access::Call& call, std::string_view name);

/// Throws Problem unless the outcome is "ok".
void check_link(std::string_view outcome);

}  // namespace gracy::slack
