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

/// Instead of a request for which there is no need any more. `state`: the announcement's; `approver`: who has approved
/// what stands there.
std::string answered_contents(const Announcement& announcement, std::string_view state,
                              std::optional<std::string_view> approver,
                              std::optional<std::string_view> approver_en = {});

/// The same of one that is gone.
std::string deleted_contents();

}  // namespace gracy::slack
