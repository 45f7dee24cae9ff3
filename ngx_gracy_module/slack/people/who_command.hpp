// /who @mina, /who 김민, /who Sales: colleagues by a mention, or by their name, its initial consonants, their
// department or their team.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> find_colleagues(access::Call& call, const Command& command);

}  // namespace gracy::slack
