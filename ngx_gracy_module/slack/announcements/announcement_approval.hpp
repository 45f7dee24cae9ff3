// The message that asks others to approve an announcement, and what it turns into.
#pragma once

#include "slack/announcements/announcement_message.hpp"
#include "slack/announcements/announcement_reach.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

// Arguments of chat.postMessage, JSON: {"ko": ..., "en": ...}.

/// What it says, whom it reaches, and two buttons.
std::string approval_contents(const Announcement& announcement, const AnnouncementReach& reach);

/// The same about a correction of what has been sent: `corrected` as it would read, its author who wrote the
/// correction.
std::string correction_contents(const Announcement& corrected);

/// Instead of a request for which there is no need any more. `state`: the announcement's; `approver`: who has approved
/// what stands there.
/// `correction_waits`: what was asked about is asked about anew.
std::string answered_contents(const Announcement& announcement, std::string_view state,
                              std::optional<std::string_view> approver,
                              std::optional<std::string_view> approver_en = {}, bool correction_waits = false);

/// The same of one that is gone.
std::string deleted_contents();

}  // namespace gracy::slack
