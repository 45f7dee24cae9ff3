// Answers a block_suggestion: the members whose names begin like what somebody types into a modal.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

/// The action ids that may be asked about; others get no options.
inline constexpr std::string_view recipients_action = "recipients";

/// {"options":[...]}, at most 100. `interaction` must outlive the task. Throws postgres::Error.
base::Task<http::Response> suggest_members(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
