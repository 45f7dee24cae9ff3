// /coffee: who wants to meet somebody joins, pauses, comes back, leaves, and sees when it is and with whom.
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
    enum class Step : unsigned char {
        status,
        who,
        join,
        pause,
        leave,
        help,
        bad_pause,  // of no day, or of more than a year
    };
    Step step = Step::help;
    /// Of a pause, 1 to 364; nothing: until one comes back.
    std::optional<std::int32_t> days{};
    /// Plain text; nothing: the one in which they take part, or the oldest.
    std::optional<std::string> program{};
    /// Plain text: the first word, where it is none of the words; empty else.
    std::string unknown{};
};

/// Precondition: `text` is UTF-8 and NFC.
CoffeeText parse_coffee(std::string_view text);

/// "settings", "설정": what somebody writes behind /coffee to have the form (coffee_form.hpp).
bool asks_for_coffee_form(std::string_view text);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> coffee(access::Call& call, const Command& command);

}  // namespace gracy::slack
