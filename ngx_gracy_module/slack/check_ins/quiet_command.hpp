// /gracy quiet: when somebody does not want to hear from Gracy.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::slack {

/// "22:00-07:30", "22 7", "3d", "3 days"; in Korean "22시~7시" and "3일" as well.
struct QuietText {
    enum class Step : unsigned char {
        show,
        hours,      // from, until
        pause,      // hours
        resume,     // the pause ends
        usual,      // as for everybody
        help,       // asked for, or nobody could know what was meant
        bad_time,   // of a day
        bad_pause,  // of no time, or of more than thirty days
    };
    Step step = Step::help;
    /// "HH:MM"
    std::string from{};
    std::string until{};
    std::int32_t hours = 0;
    /// Plain text: of `help`, the word that nobody knows; empty: it was asked for.
    std::string unknown{};
};

/// `words`: what follows "quiet", as it was written.
QuietText parse_quiet(std::span<const std::string_view> words);

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Message> keep_quiet(access::Call& call, const Command& command, std::span<const std::string_view> words);

}  // namespace gracy::slack
