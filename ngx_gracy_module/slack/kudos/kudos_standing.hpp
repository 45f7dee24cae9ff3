// /kudos me and /kudos top: what a member gave and received, and the leaderboard as the API has it.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <optional>
#include <string_view>

namespace gracy::slack {

struct StandingQuestion {
    enum class About : unsigned char { me, top } about = About::me;
    /// Of a leaderboard.
    std::string_view metric = "given";
    std::string_view period = "month";
};

/// "me", "top received week"; in Korean "나", "순위 받은 주". Nothing for what asks for neither.
std::optional<StandingQuestion> standing_question(std::string_view text);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> show_standing(access::Call& call, const Command& command, StandingQuestion question);

}  // namespace gracy::slack
