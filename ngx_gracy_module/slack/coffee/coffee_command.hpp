// /coffee: who wants to meet somebody joins, pauses, comes back, leaves, and sees when it is.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// "pause 2w Lunch", in Korean "쉬기 2주 Lunch".
struct CoffeeText {
    enum class Step : unsigned char { status, join, pause, leave, help };
    Step step = Step::help;
    /// Of a pause, 1 to 52; nothing: until one comes back.
    std::optional<std::int32_t> weeks{};
    /// Plain text; nothing: the only program, or the oldest.
    std::optional<std::string> program{};
};

/// Precondition: `text` is UTF-8 and NFC.
CoffeeText parse_coffee(std::string_view text);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> coffee(access::Call& call, const Command& command);

}  // namespace gracy::slack
