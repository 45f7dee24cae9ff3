// Why something about an announcement was not done, in a sentence.
#pragma once

#include "http/language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// `outcome` as the functions of sql/functions/announcements and slack_announcer say it; nothing for one that is no
/// refusal.
std::optional<std::string> announcement_refusal(std::string_view outcome, http::Language language);

}  // namespace gracy::slack
