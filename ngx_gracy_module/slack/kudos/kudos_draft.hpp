// The button in the kudos form that has the assistant write a draft of the message.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

bool is_kudos_draft_click(const Interaction& interaction);

/// The form shows the draft as soon as it is there, or why there is none. What was written so far is for the assistant
/// alone, and in no log. `interaction` must outlive the task. Throws postgres::Error.
base::Task<http::Response> draft_kudos(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
