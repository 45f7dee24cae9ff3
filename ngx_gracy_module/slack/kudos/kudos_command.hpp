// /kudos: from what a person wrote to a recorded kudos, or to the reason why not.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> give_kudos(access::Call& call, const Command& command);

}  // namespace gracy::slack
