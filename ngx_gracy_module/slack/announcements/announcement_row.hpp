// The row of slack/read_announcement as messages are written from it.
#pragma once

#include "slack/announcements/announcement_progress.hpp"

#include <cstdint>
#include <optional>

namespace gracy::slack {

/// Points into the row.
template <class Row>
Announcement announcement_of(std::int64_t id, const Row& row) {
    Announcement announcement{.id = id,
                              .version = row.version,
                              .text_version = row.text_version,
                              .require_ack = row.require_ack,
                              .author = row.author_name,
                              .company = row.team_space_name,
                              .send_at = row.send_at,
                              .send_at_ko = row.send_at_ko.value_or(""),
                              .send_at_en = row.send_at_en.value_or(""),
                              .author_en = row.author_name_en,
                              .send_at_is_ahead = row.send_at_is_ahead.value_or(false),
                              .audience_ko = row.audience_ko,
                              .audience_en = row.audience_en,
                              .post_in = row.post_in.copy()};
    if (row.title_ko && row.body_ko) {
        announcement.korean = {.title = *row.title_ko, .body = *row.body_ko};
    }
    if (row.title_en && row.body_en) {
        announcement.english = {.title = *row.title_en, .body = *row.body_en};
    }
    return announcement;
}

/// As it would read with the correction that waits for an approval; nothing when none waits. Points into the row.
template <class Row>
std::optional<Announcement> corrected_announcement_of(std::int64_t id, const Row& row) {
    if (!row.corrector_name) {
        return std::nullopt;
    }
    Announcement announcement = announcement_of(id, row);
    announcement.author = *row.corrector_name;
    announcement.author_en = row.corrector_name_en.value_or("");
    announcement.korean = announcement.english = std::nullopt;
    if (row.corrected_title_ko && row.corrected_body_ko) {
        announcement.korean = {.title = *row.corrected_title_ko, .body = *row.corrected_body_ko};
    }
    if (row.corrected_title_en && row.corrected_body_en) {
        announcement.english = {.title = *row.corrected_title_en, .body = *row.corrected_body_en};
    }
    return announcement;
}

template <class Row>
std::vector<Unposted> unposted_of(const Row& row) {
    const auto channels = row.unposted.copy();
    const auto errors = row.unposted_errors.copy();
    std::vector<Unposted> unposted;
    for (std::size_t i = 0; i < channels.size() && i < errors.size(); ++i) {
        unposted.push_back({.channel = channels[i], .error = errors[i]});
    }
    return unposted;
}

template <class Row>
AnnouncementProgress progress_of(const Row& row) {
    return {.state = row.state,
            .recipients = row.recipients,
            .told = row.told,
            .waiting = row.waiting,
            .failed = row.failed,
            .skipped = row.skipped,
            .recalled = row.recalled,
            .acknowledged = row.acknowledged,
            .correction_waits = row.corrector_name.has_value(),
            .reminded = row.reminded,
            .leaves_slack = row.leaves_slack,
            .approval_required = row.approval_required,
            .unposted = unposted_of(row)};
}

}  // namespace gracy::slack
