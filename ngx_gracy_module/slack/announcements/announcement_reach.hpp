// Whom an announcement reaches, and how long that takes, in words: before it is sent, and before it is approved.
#pragma once

#include "http/language.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

/// Counts of people.
struct AnnouncementReach {
    std::int64_t recipients = 0;
    std::int64_t in_slack = 0;
    std::int64_t by_email = 0;
    std::int64_t unreached = 0;
    /// For whom it is night.
    std::int64_t quiet = 0;
    /// Until the last one has it; nothing when nobody knows how fast mail goes.
    std::optional<std::int32_t> seconds{};
};

/// mrkdwn.
std::string reach_text(const AnnouncementReach& reach, http::Language language);

/// A sentence.
std::string sending_time(const AnnouncementReach& reach, http::Language language);

}  // namespace gracy::slack
