#include "slack/announcement_message.hpp"

#include "base/json_writer.hpp"
#include "slack/blocks.hpp"
#include "slack/mrkdwn.hpp"
#include "slack/say.hpp"
#include "slack/sections.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::size_t notification_excerpt = 300;
constexpr int bar_length = 10;

template <class Write>
std::string in_both(const Write& write) {
    base::JsonWriter json(4096);
    json.open_object();
    json.field<"ko">(base::RawJson{write(Language::korean)});
    json.field<"en">(base::RawJson{write(Language::english)});
    json.close_object();
    return json.take();
}

std::string value_of(const Announcement& announcement) {
    return fmt::format("{}/{}", announcement.id, announcement.version);
}

std::string bar(std::int64_t done, std::int64_t all) {
    const auto full = all == 0 ? bar_length : static_cast<int>(done * bar_length / all);
    std::string text;
    for (int i = 0; i < bar_length; ++i) {
        text += i < full ? "▓" : "░";
    }
    return text;
}

std::string headline(const Announcement& announcement, const AnnouncementProgress& progress, Language language) {
    if (progress.state == "scheduled") {
        return goes_out(announcement.send_at.value_or(""), language);
    }
    if (progress.state == "cancelled") {
        return say(language, {"Cancelled: nobody gets it.", "취소했어요. 아무에게도 보내지 않아요."});
    }
    if (progress.state == "draft") {
        return say(language, {"Changed meanwhile: it is a draft, and goes out when somebody sends it.",
                              "그사이 내용이 바뀌어 임시 저장 상태예요. 다시 보내야 전달돼요."});
    }
    if (progress.state == "submitted") {
        return say(language, {"Not sent: it goes to many by now, and somebody else has to approve it first.",
                              "보내지 않았어요. 받는 사람이 많아서 다른 사람의 승인이 먼저 필요해요."});
    }
    if (progress.state == "approved") {
        return say(language, {"Approved, and not sent: it goes out when somebody sends it.",
                              "승인됐지만 아직 보내지 않았어요. 보내기를 눌러야 전달돼요."});
    }
    if (progress.state == "recalled") {
        return say(language, {"Recalled: nobody gets it any more, and it is being taken out of Slack.",
                              "회수했어요. 더는 전달되지 않고, Slack에 도착한 메시지는 지우고 있어요."});
    }
    const std::int64_t done = progress.told + progress.failed + progress.skipped;
    const std::int64_t all = done + progress.waiting;
    if (progress.state == "sent") {
        return say(language, {"{0} Sent to {1} of {2}.", "{0} {2}명 중 {1}명에게 전달했어요."}, bar(done, all),
                   progress.told, progress.recipients);
    }
    return say(language, {"{0} {1} of {2} so far, {3} to go.", "{0} {2}명 중 {1}명에게 전달했고 {3}명 남았어요."},
               bar(done, all), progress.told, progress.recipients, progress.waiting);
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
    add(progress.skipped > 0, {"{} have left or are not in Slack", "퇴사했거나 Slack에 없는 사람 {}명"},
        progress.skipped);
    add(progress.recalled > 0, {"{} stopped on their way", "도착 전에 멈춘 메시지 {}개"}, progress.recalled);
    return text;
}

std::vector<Button> controls_before(std::string_view value, Language language) {
    return {{.action_id = announcement_action::send,
             .text = Text{"Send it now", "지금 보내기"}.in(language),
             .value = value},
            {.action_id = announcement_action::cancel,
             .text = Text{"Cancel it", "예약 취소"}.in(language),
             .value = value,
             .style = Button::Style::danger,
             .confirm = Confirm{.title = Text{"Cancel it?", "예약을 취소할까요?"}.in(language),
                                .text = Text{"Nobody gets it then.", "취소하면 아무에게도 보내지 않아요."}.in(language),
                                .confirm = Text{"Cancel it", "예약 취소"}.in(language),
                                .deny = Text{"Keep it", "그대로 두기"}.in(language)}}};
}

std::vector<Button> controls(const Announcement& announcement, const AnnouncementProgress& progress,
                             std::string_view value, Language language) {
    if (progress.state == "scheduled") {
        return controls_before(value, language);
    }
    if (progress.state != "sending" && progress.state != "sent") {
        return {};
    }
    std::vector<Button> buttons{
        {.action_id = announcement_action::look, .text = Text{"Refresh", "새로고침"}.in(language), .value = value}};
    if (announcement.require_ack && progress.acknowledged < progress.told) {
        buttons.push_back({.action_id = announcement_action::remind,
                           .text = Text{"Remind the others", "미확인자에게 알리기"}.in(language),
                           .value = value});
    }
    if (progress.correctable) {
        buttons.push_back(
            {.action_id = announcement_action::correct, .text = Text{"Edit", "수정"}.in(language), .value = value});
    }
    buttons.push_back({.action_id = announcement_action::recall,
                       .text = Text{"Recall", "회수"}.in(language),
                       .value = value,
                       .style = Button::Style::danger,
                       .confirm = Confirm{.title = Text{"Recall it?", "회수할까요?"}.in(language),
                                          .text = Text{"It is deleted where it arrived in Slack. Mail that has left "
                                                       "cannot be taken back.",
                                                       "Slack에 도착한 메시지는 지워요. 이미 보낸 메일은 되돌릴 수 "
                                                       "없어요."}
                                                      .in(language),
                                          .confirm = Text{"Recall", "회수"}.in(language),
                                          .deny = Text{"Keep it", "그대로 두기"}.in(language)}});
    return buttons;
}

}  // namespace

AnnouncementText Announcement::in(Language language) const {
    const auto& wanted = language == Language::korean ? korean : english;
    const auto& other = language == Language::korean ? english : korean;
    return wanted ? *wanted : other.value_or(AnnouncementText{});
}

std::string announcement_message(const Announcement& announcement, Telling telling, Language language) {
    const AnnouncementText text = announcement.in(language);
    std::string title(text.title);
    if (telling == Telling::reminder) {
        title = say(language, {"Reminder: {}", "다시 알림: {}"}, title);
    }
    Blocks blocks;
    blocks.header(title);
    for (const std::string& part : sections_of(text.body)) {
        blocks.section(part);
    }
    const std::string author = say(language, {"From {}", "보낸 사람: {}"}, escape(announcement.author));
    if (telling == Telling::acknowledged) {
        blocks.context(say(language,
                           {"{} · :white_check_mark: You have acknowledged it.", "{} · :white_check_mark: 확인했어요."},
                           author));
    } else {
        blocks.context(author);
        if (announcement.require_ack) {
            const std::string value = std::to_string(announcement.id);
            blocks.actions("announcement", {Button{.action_id = announcement_action::acknowledge,
                                                   .text = Text{"I have read it", "확인했어요"}.in(language),
                                                   .value = value,
                                                   .style = Button::Style::primary}});
        }
    }
    return message_arguments(escape(title) + "\n" + escape(shorten(text.body, notification_excerpt)),
                             std::move(blocks));
}

std::string announcement_contents(const Announcement& announcement) {
    base::JsonWriter json(8192);
    json.open_object();
    const auto tell = [&](Telling telling) {
        return in_both([&](Language language) { return announcement_message(announcement, telling, language); });
    };
    json.field<"announcement">(base::RawJson{tell(Telling::first)});
    json.field<"reminder">(base::RawJson{tell(Telling::reminder)});
    json.field<"acknowledged">(base::RawJson{tell(Telling::acknowledged)});
    json.close_object();
    return json.take();
}

std::string progress_message(const Announcement& announcement, const AnnouncementProgress& progress,
                             Language language) {
    const std::string title = "*" + escape(announcement.in(language).title) + "*";
    const std::string headline_text = headline(announcement, progress, language);
    Blocks blocks;
    blocks.section(title + "\n" + headline_text);
    if (const std::string more = details(announcement, progress, language); !more.empty()) {
        blocks.context(more);
    }
    const std::string value = value_of(announcement);
    if (const auto buttons = controls(announcement, progress, value, language); !buttons.empty()) {
        blocks.actions("announcement", buttons);
    }
    return message_arguments(title + " " + headline_text, std::move(blocks));
}

std::string approval_contents(const Announcement& announcement) {
    return in_both([&](Language language) {
        const std::string value = value_of(announcement);
        const std::string ask = say(language,
                                    {"{0} asks you to approve an announcement to many people of {1}.",
                                     "{0}님이 {1}의 많은 사람에게 보낼 공지의 승인을 부탁했어요."},
                                    escape(announcement.author), escape(announcement.company));
        Blocks blocks;
        blocks.section(ask);
        if (announcement.send_at) {
            blocks.context(meant_to_go_out(*announcement.send_at, language));
        }
        blocks.divider();
        for (const auto& text : {announcement.korean, announcement.english}) {
            if (text) {
                blocks.header(text->title);
                for (const std::string& part : sections_of(text->body)) {
                    blocks.section(part);
                }
            }
        }
        blocks.actions("announcement", {Button{.action_id = announcement_action::approve,
                                               .text = Text{"Approve", "승인"}.in(language),
                                               .value = value,
                                               .style = Button::Style::primary}});
        return message_arguments(ask, std::move(blocks));
    });
}

std::string approved_message(const Announcement& announcement, Language language) {
    const std::string value = value_of(announcement);
    const std::string told = say(language,
                                 {"*{}* is approved. It goes out only when you click below.",
                                  "*{}* 공지가 승인됐어요. 아래 버튼을 눌러야 보내요."},
                                 escape(announcement.in(language).title));
    const bool later = announcement.send_at && announcement.send_at_is_ahead;
    const std::string when =
        later ? say(language, {"Schedule for {}", "{}에 보내기"}, *announcement.send_at) : std::string();
    std::vector<Button> buttons;
    if (later) {
        buttons.push_back({.action_id = announcement_action::send_later,
                           .text = when,
                           .value = value,
                           .style = Button::Style::primary});
    }
    buttons.push_back({.action_id = announcement_action::send,
                       .text = Text{"Send it now", "지금 보내기"}.in(language),
                       .value = value,
                       .style = later ? Button::Style::plain : Button::Style::primary});
    Blocks blocks;
    blocks.section(told);
    blocks.actions("announcement", buttons);
    return message_arguments(told, std::move(blocks));
}

std::string goes_out(std::string_view send_at, Language language) {
    return say(language, {":calendar: It goes out on {}.", ":calendar: {}에 보낼 예정이에요."}, send_at);
}

std::string meant_to_go_out(std::string_view send_at, Language language) {
    return say(language, {":calendar: It is meant to go out on {}.", ":calendar: {}에 보내려고 해요."}, send_at);
}

std::string plain_message(std::string_view mrkdwn) {
    base::JsonWriter json(mrkdwn.size() + 64);
    json.open_object();
    json.field<"text">(shorten(mrkdwn, block_limit::message_text));
    json.key<"blocks">().open_array();
    json.close_array();
    json.close_object();
    return json.take();
}

}  // namespace gracy::slack
