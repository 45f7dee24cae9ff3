// What a channel reads when there is something to celebrate.
#pragma once

#include "base/clock.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct Celebration {
    /// "birthday", "anniversary", "hundred_days", "welcome"
    std::string_view kind;
    base::Date on;
    /// Of an anniversary.
    std::optional<std::int32_t> years{};
    std::string_view name;
    std::optional<std::string_view> name_en{};
    /// Nothing for who is not in the workspace.
    std::optional<std::string_view> user_id{};
};

/// Everything of a day in one message: arguments of chat.postMessage. `today`: the day on which it is told; a day that
/// is another one is named.
std::string celebration_post(const std::vector<Celebration>& celebrations, base::Date today, http::Language language);

}  // namespace gracy::slack
