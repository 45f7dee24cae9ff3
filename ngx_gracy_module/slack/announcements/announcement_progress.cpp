#include "slack/announcements/announcement_progress.hpp"

#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr int bar_length = 10;

/// Behind the words, on a line of its own: whoever hears it read has heard them. Empty where nothing is on its way.
std::string bar(const AnnouncementProgress& progress) {
    if (progress.recipients == 0 || (progress.state != "sent" && progress.state != "sending")) {
        return {};
    }
    const std::int64_t done = progress.told + progress.failed + progress.skipped;
    const std::int64_t all = done + progress.waiting;
    const auto full = all == 0 ? bar_length : static_cast<int>(done * bar_length / all);
    std::string text = "\n";
    for (int i = 0; i < bar_length; ++i) {
        text += i < full ? "▓" : "░";
    }
    return text;
}

std::string headline(const Announcement& announcement, const AnnouncementProgress& progress, Language language) {
    if (progress.state == "scheduled") {
        return goes_out(announcement.time_in(language), language);
    }
    if (progress.state == "cancelled") {
        return say(language, {"Cancelled: nobody gets it.", "취소했어요. 아무에게도 보내지 않아요."});
    }
    if (progress.state == "draft") {
        return say(language, {"It is a draft, and goes out when somebody sends it.",
                              "지금은 임시 저장 상태예요. 다시 보내야 전달돼요."});
    }
    if (progress.state == "submitted") {
        return say(language, {"Not sent yet: somebody else has to approve it first. Whoever may do so is asked.",
                              "아직 보내지 않았어요. 다른 사람의 승인이 먼저 필요해서 부탁해 두었어요."});
    }
    if (progress.state == "approved") {
        return say(language, {"Approved, and not sent: it goes out when somebody sends it.",
                              "승인됐지만 아직 보내지 않았어요. 보내기를 눌러야 전달돼요."});
    }
    if (progress.state == "recalled") {
        return progress.leaves_slack
                   ? say(language, {"Recalled: nobody gets it any more, and it is being taken out of Slack.",
                                    "회수했어요. 더는 전달되지 않고, Slack에 도착한 메시지는 지우고 있어요."})
                   : say(language, {"Recalled: nobody gets it any more, and taking it out of Slack is done.",
                                    "회수했어요. 더는 전달되지 않고, Slack에 도착한 메시지도 다 정리했어요."});
    }
    if (progress.recipients == 0) {
        return say(language, {":mega: It is on its way.", ":mega: 보내고 있어요."});
    }
    if (progress.state == "sent") {
        return say(language, {"Sent to {0} of {1}.", "{1}명 중 {0}명에게 전달했어요."}, progress.told,
                   progress.recipients);
    }
    return say(language, {"{0} of {1} so far, {2} to go.", "{1}명 중 {0}명에게 전달했고 {2}명 남았어요."},
               progress.told, progress.recipients, progress.waiting);
}

std::string details(const Announcement& announcement, const AnnouncementProgress& progress, Language language) {
    std::string text;
    const auto add = [&](bool shown, Text sentence, std::int64_t count) {
        if (shown) {
            text += (text.empty() ? "" : " · ") + say(language, sentence, count);
        }
    };
    add(announcement.require_ack, {"{} acknowledged", "확인 {}명"}, progress.acknowledged);
    add(progress.failed > 0, {"{} could not be told", "전달 실패 {}명"}, progress.failed);
    add(progress.skipped > 0,
        progress.skipped == 1 ? Text{"{} has left or is not in Slack", "퇴사했거나 Slack에 없는 사람 {}명"}
                              : Text{"{} have left or are not in Slack", "퇴사했거나 Slack에 없는 사람 {}명"},
        progress.skipped);
    add(progress.recalled > 0, {"{} stopped on their way", "도착 전에 멈춘 메시지 {}개"}, progress.recalled);
    return text;
}

/// Before a button that reaches everybody.
Confirm confirm_sending(Text title, std::string_view audience, Language language) {
    return {.title = title.in(language),
            .text = audience,
            .confirm = Text{"Send", "보내기"}.in(language),
            .deny = Text{"Cancel", "취소"}.in(language)};
}

/// A confirmation is plain text.
std::string sending_text(const Announcement& announcement, Language language) {
    const std::string_view audience =
        language == Language::korean ? announcement.audience_ko : announcement.audience_en;
    const std::string to(audience.empty() ? Text{"its audience", "받는 사람"}.in(language) : audience);
    return say(language, {"To: {}. It goes out at once.", "받는 사람: {}. 확인하면 바로 보내요."}, shorten(to, 200));
}

Confirm confirm_cancelling(Language language) {
    return {.title = Text{"Cancel it?", "공지를 취소할까요?"}.in(language),
            .text = Text{"Nobody gets it then.", "취소하면 아무에게도 보내지 않아요."}.in(language),
            .confirm = Text{"Cancel it", "공지 취소"}.in(language),
            .deny = Text{"Keep it", "그대로 두기"}.in(language)};
}

/// Of a draft, which was declined or changed after it had been on its way.
void add_controls_of_draft(Blocks& blocks, const Announcement& announcement, const AnnouncementProgress& progress,
                           Language language) {
    const std::string value = announcement.reference();
    const std::string sending = sending_text(announcement, language);
    const bool later = announcement.send_at && announcement.send_at_is_ahead;
    const std::string when =
        later ? say(language, {"Schedule for {}", "{}에 보내기"}, announcement.time_in(language)) : std::string();
    const bool at_once = !progress.approval_required && !later;
    const std::vector<Button> buttons{
        {.action_id = announcement_action::edit, .text = Text{"Edit", "수정"}.in(language), .value = value},
        {.action_id = announcement_action::resubmit,
         .text = progress.approval_required ? Text{"Ask for approval", "승인 요청"}.in(language)
                 : later                    ? std::string_view(when)
                                            : Text{"Send", "보내기"}.in(language),
         .value = value,
         .style = Button::Style::primary,
         .confirm = at_once ? std::optional(confirm_sending({"Send it now?", "지금 보낼까요?"}, sending, language))
                            : std::nullopt},
        {.action_id = announcement_action::cancel,
         .text = Text{"Cancel it", "공지 취소"}.in(language),
         .value = value,
         .style = Button::Style::danger,
         .confirm = confirm_cancelling(language)}};
    blocks.actions("announcement", buttons);
}

void add_controls_before(Blocks& blocks, const Announcement& announcement, std::string_view state, Language language) {
    const std::string value = announcement.reference();
    const bool later = state == "approved" && announcement.send_at && announcement.send_at_is_ahead;
    const std::string when =
        later ? say(language, {"Schedule for {}", "{}에 보내기"}, announcement.time_in(language)) : std::string();
    const std::string sending = sending_text(announcement, language);
    std::vector<Button> buttons;
    if (later) {
        buttons.push_back({.action_id = announcement_action::send_later,
                           .text = when,
                           .value = value,
                           .style = Button::Style::primary});
    }
    if (state != "submitted") {
        buttons.push_back({.action_id = announcement_action::send,
                           .text = Text{"Send it now", "지금 보내기"}.in(language),
                           .value = value,
                           .style = state == "approved" && !later ? Button::Style::primary : Button::Style::plain,
                           .confirm = confirm_sending({"Send it now?", "지금 보낼까요?"}, sending, language)});
    }
    buttons.push_back({.action_id = announcement_action::cancel,
                       .text = Text{"Cancel it", "공지 취소"}.in(language),
                       .value = value,
                       .style = Button::Style::danger,
                       .confirm = confirm_cancelling(language)});
    blocks.actions("announcement", buttons);
}

void add_controls_since(Blocks& blocks, const Announcement& announcement, const AnnouncementProgress& progress,
                        Language language) {
    const std::string value = announcement.reference();
    std::vector<Button> buttons{
        {.action_id = announcement_action::look, .text = Text{"Refresh", "새로고침"}.in(language), .value = value}};
    const std::int64_t missing = progress.told - progress.acknowledged;
    const std::string others =
        say(language,
            missing == 1 ? Text{"{} person has not acknowledged it. They can be reminded once.",
                                "아직 확인하지 않은 {}명에게 다시 알려요. 한 번만 할 수 있어요."}
                         : Text{"{} people have not acknowledged it. They can be reminded once.",
                                "아직 확인하지 않은 {}명에게 다시 알려요. 한 번만 할 수 있어요."},
            missing);
    if (announcement.require_ack && !progress.reminded && progress.acknowledged < progress.told) {
        buttons.push_back({.action_id = announcement_action::remind,
                           .text = Text{"Remind the others", "미확인자에게 알리기"}.in(language),
                           .value = value,
                           .confirm = confirm_sending({"Remind them?", "다시 알릴까요?"}, others, language)});
    }
    buttons.push_back(
        {.action_id = announcement_action::correct, .text = Text{"Edit", "수정"}.in(language), .value = value});
    buttons.push_back({.action_id = announcement_action::recall,
                       .text = Text{"Recall", "회수"}.in(language),
                       .value = value,
                       .style = Button::Style::danger,
                       .confirm = Confirm{.title = Text{"Recall it?", "회수할까요?"}.in(language),
                                          .text = Text{"It is deleted where it arrived in Slack. Mail that has left "
                                                       "cannot be taken back.",
                                                       "Slack에 도착한 메시지는 지워요. 이미 보낸 이메일은 되돌릴 수 "
                                                       "없어요."}
                                                      .in(language),
                                          .confirm = Text{"Recall", "회수"}.in(language),
                                          .deny = Text{"Keep it", "그대로 두기"}.in(language)}});
    blocks.actions("announcement", buttons);
}

constexpr Text not_in_it{"I am not in it. Please invite me there with `/invite`",
                         "제가 채널에 없어요. `/invite`로 초대해 주세요"};
constexpr Text too_long{"it is too long for one message", "메시지 하나에 담기에는 너무 길어요"};

/// By how Slack's errors begin.
constexpr std::array<std::pair<std::string_view, Text>, 8> reasons{
    {{"is_archived", {"the channel is archived", "보관된 채널이에요"}},
     {"channel_not_found",
      {"I do not find it. It is gone, or private and I am not in it: please invite me there with `/invite`",
       "채널을 찾지 못했어요. 없어졌거나, 제가 없는 비공개 채널이에요. `/invite`로 초대해 주세요"}},
     {"not_in_channel", not_in_it},
     {"no_permission", not_in_it},
     {"restricted_action",
      {"only some people may post there. Please ask whoever manages the channel to let me",
       "정해진 사람만 글을 올릴 수 있는 채널이에요. 채널 관리자에게 저를 허용해 달라고 해 주세요"}},
     {"msg_blocks_too_long", too_long},
     {"msg_too_long", too_long},
     {"app_uninstalled", {"I was removed from the workspace", "제가 워크스페이스에서 삭제됐어요"}}}};

std::string why_unposted(const Unposted& unposted, Language language) {
    const std::string_view error = unposted.error;
    if (error == "uncertain_unseen") {
        return say(language,
                   {":warning: It may stand in <#{}> already: Slack gave no clear answer, and I cannot look there. "
                    "Please look, post it yourself if it is missing, and invite me with `/invite`.",
                    ":warning: <#{}> 채널에 이미 올라갔을 수 있어요. Slack의 응답이 분명하지 않았고 저는 그 채널을 볼 "
                    "수 없어요. 확인해 보고 없으면 직접 올려 주세요. `/invite`로 저를 초대해 주세요."},
                   unposted.channel);
    }
    const auto* const known =
        std::ranges::find_if(reasons, [&](const auto& entry) { return error.starts_with(entry.first); });
    const std::string reason =
        known == reasons.end()
            ? say(language, {"Slack says \"{}\"", "Slack의 응답은 \"{}\"예요"}, escape(shorten(error, 100)))
            : std::string(known->second.in(language));
    return say(language,
               {":warning: I could not post it in <#{0}>: {1}.", ":warning: <#{0}> 채널에 올리지 못했어요. {1}."},
               unposted.channel, reason);
}

}  // namespace

std::string progress_message(const Announcement& announcement, const AnnouncementProgress& progress,
                             Language language) {
    const std::string title = "*" + styled(announcement.in(language).title) + "*";
    const std::string headline_text = headline(announcement, progress, language);
    Blocks blocks;
    const std::string audience = audience_line(announcement, language);
    blocks.section(title + "\n" + headline_text + (audience.empty() ? "" : "\n") + audience + bar(progress));
    if (const std::string more = details(announcement, progress, language); !more.empty()) {
        blocks.context(more);
    }
    if (const std::string channels = channels_line(announcement, language); !channels.empty()) {
        blocks.context(channels);
    }
    if (progress.correction_waits) {
        blocks.section(
            Text{":hourglass: A correction waits: somebody else has to approve it first. Until then it stays "
                 "as it is.",
                 ":hourglass: 고친 내용이 승인을 기다리고 있어요. 승인되기 전까지는 그대로예요."}
                .in(language));
    }
    for (const Unposted& unposted : progress.unposted) {
        blocks.section(why_unposted(unposted, language));
    }
    if (progress.state == "draft") {
        add_controls_of_draft(blocks, announcement, progress, language);
    } else if (progress.state == "submitted" || progress.state == "approved" || progress.state == "scheduled") {
        add_controls_before(blocks, announcement, progress.state, language);
    } else if (progress.state == "sending" || progress.state == "sent") {
        add_controls_since(blocks, announcement, progress, language);
    }
    return message_arguments(title + " " + headline_text, std::move(blocks));
}

std::string deleted_message() {
    return plain_message("이 공지는 삭제됐어요. / This announcement was deleted.");
}

}  // namespace gracy::slack
