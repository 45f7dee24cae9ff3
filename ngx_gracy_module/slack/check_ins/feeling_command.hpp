// `/mood card`: what a model read in today's note, for its author alone, in the answer to the command and nowhere else;
// whether it may read notes at all, to whom the author shows the card, and what others have shown them.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct FeelingText {
    enum class Step : unsigned char { show, on, off, share, unshare, shared, help } step;
    /// Slack user ids, of `share`; somebody mentioned twice is there once.
    std::vector<std::string> readers{};
};

/// Of what stands behind /mood; nothing when it is not about the card. Precondition: UTF-8.
std::optional<FeelingText> read_feeling_text(std::string_view text);

base::Task<Message> feeling_by_command(access::Call& call, const Command& command, FeelingText wish);

}  // namespace gracy::slack
