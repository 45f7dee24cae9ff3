// The words of a check-in, written in Slack: sealed for their author before they are stored, and kept nowhere else.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/check_ins/feeling_command.hpp"
#include "slack/receiving/command.hpp"
#include "slack/receiving/interaction.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

/// `/mood 4 words`: the score and the note.
base::Task<Message> check_in_with_note(access::Call& call, const Command& command, std::int32_t score,
                                       std::string note);

/// `/mood words`: they are kept nowhere, and quoted to who wrote them, with where help is found if they may need it.
base::Task<Message> note_without_score(access::Call& call, const Command& command, std::string note);

/// The form with the faces, submitted. An empty note leaves the one that is there.
base::Task<http::Response> submit_check_in(access::Call& call, const Interaction& interaction, std::string note);

/// What stands in the form's text field, composed (NFC), which is gone from the payload then; empty when it is only
/// white space. Every click in the form brings it along.
std::string take_check_in_note(Interaction& interaction);

/// How their day is, is gone from what is kept of the form and of a click in it or in App Home: which face was tapped
/// in the form, which was noted, and what the view showed. In App Home the tapped one stays until it is noted.
void leave_out_face(Interaction& interaction);

/// `/mood 4 words`, `/mood words`, or `/mood card`.
struct MoodCommand {
    std::optional<std::int32_t> score;
    std::string note;
    std::optional<FeelingText> feeling;
};

/// All of it is gone from the command's fields then. A note without a score is quoted, and not noted.
MoodCommand take_mood(Command& command);

}  // namespace gracy::slack
