// Greetings and thanks, which are no questions: they are answered at once, and count as none of the day's.
#pragma once

#include <optional>
#include <string_view>

namespace gracy::slack {

/// What to say to a message that is nothing but a greeting, thanks or a smile, in its own language. Precondition:
/// UTF-8.
std::optional<std::string_view> answer_to_small_talk(std::string_view text);

}  // namespace gracy::slack
