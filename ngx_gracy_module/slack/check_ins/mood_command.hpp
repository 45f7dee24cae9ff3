// /mood 4: how today is, from 1 to 5.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// Without a score: what can be written. `command` must outlive the task. Throws postgres::Error.
base::Task<Message> check_in(access::Call& call, const Command& command, std::optional<std::int32_t> score);

}  // namespace gracy::slack
