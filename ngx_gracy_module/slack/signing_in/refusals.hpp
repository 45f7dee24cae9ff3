// What a browser that signs in reads: that it has, that it has to wait, or why it has not and what helps.
#pragma once

#include "slack/installing/page.hpp"

#include <optional>
#include <string_view>

namespace gracy::slack {

/// `reason`: of gracy.slack_sign_in's errors, of Slack's, of an ID token's defects, or not_set_up, invalid_browser,
/// expired_state, unknown.
Page sign_in_refusal(std::string_view reason);

Page sign_in_is_waiting();

/// For who has not said where to go afterwards. `name`: the member's.
Page signed_in(std::optional<std::string_view> name);

}  // namespace gracy::slack
