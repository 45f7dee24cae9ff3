// /kudos me, /kudos undo and /kudos top: what a member gave and received, with a button to take back what they gave,
// and the leaderboard as the API has it.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <optional>
#include <string_view>

namespace gracy::slack {

struct StandingQuestion {
    enum class About : unsigned char { me, undo, top, unclear } about = About::me;
    /// Of a leaderboard.
    std::string_view metric = "given";
    std::string_view period = "month";
    /// A leaderboard is asked for with this word, which names none; it points into the text.
    std::string_view unknown = {};
};

/// "me", "undo", "top received week"; in Korean "나", "취소", "순위 받은 주". Nothing for what asks for none of
/// them, and for what mentions somebody.
std::optional<StandingQuestion> standing_question(std::string_view text);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> show_standing(access::Call& call, const Command& command, StandingQuestion question);

}  // namespace gracy::slack
