// /gracy ask: a question to the assistant, answered in the conversation with the bot.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// "ask how many days", "질문 연차는 며칠": what is asked, plain and maybe empty; nothing for another subcommand.
/// Precondition: UTF-8 and NFC.
std::optional<std::string> question_of_command(std::string_view text);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> ask_by_command(access::Call& call, const Command& command, std::string question);

}  // namespace gracy::slack
