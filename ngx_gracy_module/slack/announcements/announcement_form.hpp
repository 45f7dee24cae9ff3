// The modals of /announce: what is filled in, what sending it would mean, the one that corrects what was sent, and the
// one that declines what somebody asks one to approve.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/announcements/announcement_reach.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

inline constexpr std::string_view announce_callback = "announce";
inline constexpr std::string_view announce_preview_callback = "announce_preview";
inline constexpr std::string_view correct_callback = "correct_announcement";
/// The form once more, of a draft that there is.
inline constexpr std::string_view edit_callback = "edit_announcement";
inline constexpr std::string_view decline_callback = "decline_announcement";
inline constexpr std::string_view decline_reason_block = "reason";
/// The field whose options are asked from us.
inline constexpr std::string_view audience_action = "audience";
/// The fields that say when.
inline constexpr std::string_view send_on_field = "send_on";
inline constexpr std::string_view send_time_field = "send_time";
/// The channels in which it is posted as well.
inline constexpr std::string_view post_in_field = "post_in";
inline constexpr std::size_t most_channels = 5;

/// `timezone`: of its author, by whose clock it may be sent later.
/// Whether the form holds all of both texts: what it does not hold would be lost by submitting it.
bool fits_form(const Announcement& announcement);

std::string announce_modal(std::string_view timezone, http::Language language, std::string_view body = {});

/// What a draft says beside its texts, as the form has it.
struct AnnouncementChoices {
    /// To whom it goes: in words, and as suggest_audiences has it, or nothing where the form has no choice for that.
    std::string_view audience;
    std::optional<std::string_view> audience_value{};
    bool by_email = false;
    /// "2026-12-01" and "09:30"; both or neither.
    std::string_view send_on{};
    std::string_view send_time{};
};

/// announce_modal filled with a draft.
std::string edit_modal(const Announcement& announcement, const AnnouncementChoices& choices, std::string_view timezone,
                       http::Language language);

/// Asks for why it is declined, which nobody has to say. `correction`: not the announcement, but what waits to be said.
std::string decline_modal(const Announcement& announcement, http::Language language, bool correction = false);
/// Its field, which other forms have as well.
void add_decline_reason(Blocks& view, http::Language language);
/// What was said, NFC and without blanks around; nothing when nothing was.
std::optional<std::string> read_decline_reason(base::JsonView values);

/// Filled with what the announcement says; the version is that of its text. `alone`: nobody else has to approve what is
/// new.
std::string correct_modal(const Announcement& announcement, std::int32_t text_version, bool alone,
                          http::Language language);

/// In one language or in both; NFC, without blanks around.
struct WrittenText {
    std::optional<std::string> title_ko{};
    std::optional<std::string> title_en{};
    std::optional<std::string> body_ko{};
    std::optional<std::string> body_en{};
};

struct AnnouncementDraft {
    WrittenText text;
    /// JSON, in the grammar of functions/announcements/audience_members.sql; nothing: as the draft has it.
    std::optional<std::string> audience;
    /// "slack", and "email" for those who are not there.
    std::vector<std::string_view> channels;
    bool require_ack = false;
    /// "2026-12-01" and "09:30", by its author's clock; both or neither, which is at once.
    std::optional<std::string> send_on{};
    std::optional<std::string> send_time{};
    /// Ids of channels.
    std::vector<std::string> post_in{};
};

/// Reads view.state.values; a block_id when that field is not filled in as the form demands.
std::expected<AnnouncementDraft, std::string_view> read_announcement_draft(base::JsonView values);
std::expected<WrittenText, std::string_view> read_written_text(base::JsonView values);

struct SendingPreview {
    Announcement announcement;
    AnnouncementReach reach;
    bool approval_required = false;
    /// "2026-12-01 09:30 (Asia/Seoul)"; nothing: at once.
    std::optional<std::string_view> send_at{};
};

std::string preview_modal(const SendingPreview& preview, http::Language language);

/// What a modal's private_metadata says it is about: "<id>/<version>", like the value of a button.
struct AnnouncementReference {
    std::int64_t id = 0;
    /// 0 where there is none.
    std::int32_t version = 0;
};
std::optional<AnnouncementReference> read_reference(std::string_view text);

/// The last modal: one sentence. What lies under it closes with it.
std::string announce_done_modal(std::string_view sentence, http::Language language);

/// In the preview's place: why it was not sent. The form lies under it as it was filled in.
std::string announce_refused_modal(std::string_view sentence, http::Language language);

}  // namespace gracy::slack
