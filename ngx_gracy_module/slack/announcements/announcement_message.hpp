// What an announcement looks like in Slack, and what is clicked under it.
#pragma once

#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// Its title and body in a language.
struct AnnouncementText {
    std::string_view title;
    std::string_view body;
};

struct Announcement {
    std::int64_t id = 0;
    std::int32_t version = 1;
    /// Of what it says: more than 1 when that was corrected after it had begun.
    std::int32_t text_version = 1;
    /// In one language at least.
    std::optional<AnnouncementText> korean{};
    std::optional<AnnouncementText> english{};
    bool require_ack = false;
    std::string_view author{};
    /// The team space whose announcement it is.
    std::string_view company{};
    /// When it goes out, or is wanted to, by its author's clock: "2026-12-01 09:30 (Asia/Seoul)". Nothing: at once.
    std::optional<std::string_view> send_at{};
    /// The same in words, of which the author's name too has its English; empty: as above.
    std::string_view send_at_ko{};
    std::string_view send_at_en{};
    std::string_view author_en{};
    bool send_at_is_ahead = false;
    /// To whom it goes, in words: "Department · Sales". Empty where nobody asks.
    std::string_view audience_ko{};
    std::string_view audience_en{};
    /// Channels in which it is posted as well.
    std::vector<std::string_view> post_in{};

    /// In the reader's language, or in the one that there is.
    AnnouncementText in(http::Language language) const;

    std::string_view time_in(http::Language language) const;
    std::string_view author_in(http::Language language) const;

    /// What a button about it as it is now has as its value: "<id>/<version>".
    std::string reference() const;
};

/// Of the buttons. The value is the announcement's id, and its version where the click is about what was shown; of
/// those that acknowledge it, the version of its text: in messages of before that was noted, none.
namespace announcement_action {
inline constexpr std::string_view acknowledge = "announcement_acknowledge";
/// The same in a channel, where the message is everybody's.
inline constexpr std::string_view acknowledge_in_channel = "announcement_acknowledge_in_channel";
inline constexpr std::string_view look = "announcement_look";
inline constexpr std::string_view remind = "announcement_remind";
inline constexpr std::string_view correct = "announcement_correct";
inline constexpr std::string_view recall = "announcement_recall";
inline constexpr std::string_view approve = "announcement_approve";
/// At once, in messages of before there was a form for why.
inline constexpr std::string_view decline = "announcement_decline";
inline constexpr std::string_view decline_why = "announcement_decline_why";
/// Of a draft that was declined: the form again, or on its way as it is.
inline constexpr std::string_view edit = "announcement_edit";
inline constexpr std::string_view resubmit = "announcement_resubmit";
inline constexpr std::string_view send = "announcement_send";
inline constexpr std::string_view send_later = "announcement_send_later";
inline constexpr std::string_view cancel = "announcement_cancel";
}  // namespace announcement_action

// Arguments of chat.postMessage and chat.update, JSON objects.

enum class Telling : unsigned char {
    first,
    reminder,
    acknowledged,
    acknowledged_before,  // an older text of it
    changed,              // instead of an older text that was clicked in
};
std::string announcement_message(const Announcement& announcement, Telling telling, http::Language language);

/// {"announcement": {"ko": ..., "en": ...}, "reminder": ..., "acknowledged": ..., "acknowledged_before": ...}
std::string announcement_contents(const Announcement& announcement);

/// As a header, or a section in bold where it is longer than Slack's headers.
void add_title(Blocks& blocks, std::string_view title);

/// For a channel, whose readers read either language: both, one below the other.
std::string channel_message(const Announcement& announcement);

/// Both languages, one below the other, for who decides about it.
void add_texts(Blocks& blocks, const Announcement& announcement);

/// The same as mrkdwn, for the text of a message: screen readers read nothing else of it.
std::string texts_in_words(const Announcement& announcement);

inline constexpr http::Text what_a_correction_changes{
    "Messages in Slack are changed then. Mail that has left stays as it is.",
    "승인하면 Slack 메시지가 바뀌어요. 이미 보낸 이메일은 바뀌지 않아요."};

/// To whom it goes: mrkdwn; empty where the announcement does not say.
std::string audience_line(const Announcement& announcement, http::Language language);

/// In which channels it is posted as well: mrkdwn; empty where in none.
std::string channels_line(const Announcement& announcement, http::Language language);

/// When it goes out: mrkdwn.
std::string goes_out(std::string_view send_at, http::Language language);

/// The same of what somebody has to approve first, and its author to send after that.
std::string meant_to_go_out(std::string_view send_at, http::Language language);

/// A sentence alone.
std::string plain_message(std::string_view mrkdwn);

}  // namespace gracy::slack
