// Kudos that their giver takes back: the button, and what comes of it.
#pragma once

#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view take_back_action = "take_back_kudos";
inline constexpr std::string_view kudos_given_callback = "kudos_given";

/// `kudos_id` must outlive it.
Button take_back_button(std::string_view kudos_id, http::Language language);

/// mrkdwn; nothing for an outcome of take_back_kudos_from_slack that has no sentence: SQL and this file disagree.
std::optional<std::string> taken_back(std::string_view outcome, std::int32_t refunded, http::Language language);

/// In place of the one that says that it was given. `sentence`: mrkdwn.
std::string kudos_taken_back_modal(std::string_view sentence, http::Language language);

}  // namespace gracy::slack
