// Why somebody cannot use Gracy at all.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

/// The workspace was never connected, or no longer is: whose language would that be? In both.
Message unknown_workspace();

Message not_a_member(http::Language language);

/// Somebody says that they are a member, who has not confirmed it yet.
Message only_proposed(http::Language language);

/// Which of the two is so of whoever wrote the command, who is no member. `command` must outlive the task. Throws
/// postgres::Error.
base::Task<Message> why_no_member(access::Call& call, const Command& command, http::Language language);

}  // namespace gracy::slack
