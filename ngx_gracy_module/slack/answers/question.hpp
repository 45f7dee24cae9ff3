// What somebody asks the assistant, or HR, in Slack, and why a question is not taken.
#pragma once

#include "http/language.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// Of a message's text: plain, NFC, without the mention of `bot_user_id` and without the space around it; empty when
/// nothing is left. Precondition: UTF-8.
std::string question_text(std::string_view text, std::string_view bot_user_id);

/// As it may be stored: NFC, without NUL and without space around it. Precondition: UTF-8.
std::string stored_text(std::string_view text);

/// For an outcome of ask_from_slack that is not "ok"; mrkdwn.
std::string question_refusal(std::string_view outcome, http::Language language);

}  // namespace gracy::slack
