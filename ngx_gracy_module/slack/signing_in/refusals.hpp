// Why somebody is not signed in, and what helps.
#pragma once

#include "slack/installing/page.hpp"

#include <string_view>

namespace gracy::slack {

/// `reason`: of gracy.slack_sign_in's errors, of Slack's, of an ID token's defects, or not_set_up, invalid_browser,
/// expired_state, unknown.
Page sign_in_refusal(std::string_view reason);

Page sign_in_is_waiting();

}  // namespace gracy::slack
