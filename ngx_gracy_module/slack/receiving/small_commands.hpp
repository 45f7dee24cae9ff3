// The commands that need one look: /mood, /who and /gracy. Each takes its words in Korean and in English.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

// `command` must outlive the task. All throw postgres::Error.

/// /mood 4: how today is, from 1 to 5.
base::Task<Message> check_in(access::Call& call, const Command& command, std::optional<std::int32_t> score);

/// /who 김민: colleagues by name or by the initial consonants of one.
base::Task<Message> find_colleagues(access::Call& call, const Command& command);

/// A command behind which there is a form: it opens; who is no member reads why not.
base::Task<http::Response> open_form(access::Call& call, const Command& command, std::string_view view);

/// /gracy: help; /gracy lang ko: the language from now on; /gracy quiet: quiet_command.hpp; /gracy ask ...: a question
/// to the assistant.
base::Task<Message> gracy_command(access::Call& call, const Command& command);

}  // namespace gracy::slack
