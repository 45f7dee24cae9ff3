// The sentences that answer /kudos, in the person's language.
#pragma once

#include "http/language.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/kudos/kudos_refusal.hpp"
#include "slack/kudos/kudos_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// To the channel when the kudos was given, to its giver alone otherwise. Nothing for an outcome that has no sentence:
/// SQL and this file disagree.
std::optional<Message> kudos_reply(const KudosText& kudos, std::string_view giver_user_id, const KudosOutcome& outcome,
                                   http::Language language);

/// What is wrong with text that is no kudos; mrkdwn.
std::string kudos_problem(const KudosText& kudos, http::Language language);

/// For text that is no kudos: help, or what is wrong with it. `allowance_left`: nothing for somebody who is not a
/// member.
Message kudos_text_reply(const KudosText& kudos, std::optional<std::int32_t> allowance_left,
                         const std::vector<std::string_view>& value_names, http::Language language);

/// `answer` and under it what was written behind the command, to be copied and mended: together no longer than an
/// answer may be.
std::string with_quote(std::string answer, std::string_view command_text, http::Language language);

}  // namespace gracy::slack
