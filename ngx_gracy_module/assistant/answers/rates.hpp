// How often something is: "a day", 매월, "weekly", 월 3회.
#pragma once

#include "assistant/answers/units.hpp"

#include <optional>
#include <string_view>

namespace gracy::assistant {

/// "a day", "per year", "weekly", 매월, 주 3회: a unit of time that something happens in each, and where its words end.
std::optional<Unit> rate_at(std::u32string_view text, std::size_t at);

/// A word of a policy by which something comes in each such time without that this is said: "annual leave", 월급, 연차.
std::optional<Unit> recurrence_at(std::u32string_view text, std::size_t at);

}  // namespace gracy::assistant
