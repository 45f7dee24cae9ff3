// /gracy: help; /gracy lang ko: the language from now on; /gracy quiet: quiet_command.hpp; /gracy ask ...: a question
// to the assistant.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> gracy_command(access::Call& call, const Command& command);

}  // namespace gracy::slack
