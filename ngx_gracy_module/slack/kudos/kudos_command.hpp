// /kudos: from what a person wrote to a recorded kudos, or to the reason why not.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// What is refused is quoted, so that nobody writes it twice; where a form mends it, that opens with what was written.
/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> give_kudos(access::Call& call, const Command& command);

/// Whether it is for a user group: then a form opens with the people in it, for whoever wrote the command to look at
/// first.
bool is_for_group(const Command& command);

/// That form. `command` must outlive the task. Throws postgres::Error.
base::Task<http::Response> give_kudos_to_group(access::Call& call, const Command& command);

}  // namespace gracy::slack
