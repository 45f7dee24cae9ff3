// The message with which the author of an announcement follows and steers it.
#pragma once

#include "slack/announcements/announcement_message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// A channel that did not take it.
struct Unposted {
    std::string_view channel;
    /// As Slack calls it; of ours "uncertain_unseen": it may stand there, and nobody can look.
    std::string_view error;
};

/// How far it is. Counts of people.
struct AnnouncementProgress {
    /// "submitted", "approved", "scheduled", "sending", "sent", "recalled", "cancelled"; "draft" when it was one of
    /// these before.
    std::string_view state;
    std::int64_t recipients = 0;
    std::int64_t told = 0;
    std::int64_t waiting = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t recalled = 0;
    std::int64_t acknowledged = 0;
    /// Somebody has corrected it, and somebody else has to approve that.
    bool correction_waits = false;
    /// Who has not acknowledged it was told once more, which happens once.
    bool reminded = false;
    /// Of one that was recalled: messages are still to be deleted.
    bool leaves_slack = false;
    /// Of a draft: somebody else has to approve it before it goes out.
    bool approval_required = false;
    std::vector<Unposted> unposted{};
};

/// Arguments of chat.postMessage, a JSON object: how far it is, and what can be done with it now.
std::string progress_message(const Announcement& announcement, const AnnouncementProgress& progress,
                             http::Language language);

/// The same of one that is gone; nobody knows any more in which language its author read.
std::string deleted_message();

}  // namespace gracy::slack
