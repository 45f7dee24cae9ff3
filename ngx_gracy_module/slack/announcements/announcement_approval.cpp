#include "slack/announcements/announcement_approval.hpp"

#include "slack/announcements/announcement_progress.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

void add_decision(Blocks& blocks, const Announcement& announcement, Language language) {
    const std::string value = announcement.reference();
    const std::array buttons{Button{.action_id = announcement_action::approve,
                                    .text = Text{"Approve", "승인"}.in(language),
                                    .value = value,
                                    .style = Button::Style::primary},
                             Button{.action_id = announcement_action::decline_why,
                                    .text = Text{"Decline", "반려"}.in(language),
                                    .value = value,
                                    .style = Button::Style::danger}};
    blocks.actions("announcement", buttons);
}

std::string request(const Announcement& announcement, const AnnouncementReach& reach, Language language) {
    const std::string ask =
        say(language, {"{0} asks you to approve an announcement of {1}.", "{0}님이 {1} 공지의 승인을 부탁했어요."},
            escape(announcement.author_in(language)), escape(announcement.company));
    const std::string audience = audience_line(announcement, language);
    Blocks blocks;
    std::string words = ask + "\n" + audience + (audience.empty() ? "" : "\n") + reach_text(reach, language);
    blocks.section(words);
    if (const std::string channels = channels_line(announcement, language); !channels.empty()) {
        blocks.section(channels);
        words += "\n" + channels;
    }
    const std::string time = sending_time(reach, language);
    blocks.context(time);
    words += "\n" + time;
    if (announcement.send_at) {
        const std::string meant = meant_to_go_out(announcement.time_in(language), language);
        blocks.context(meant);
        words += "\n" + meant;
    }
    add_texts(blocks, announcement);
    add_decision(blocks, announcement, language);
    return message_arguments(words + "\n\n" + texts_in_words(announcement), std::move(blocks));
}

std::string request_correction(const Announcement& corrected, Language language) {
    const std::string ask = say(language,
                                {"{0} asks you to approve a correction of an announcement of {1} that has been sent.",
                                 "{0}님이 이미 보낸 {1} 공지를 고치려고 승인을 부탁했어요."},
                                escape(corrected.author_in(language)), escape(corrected.company));
    const std::string audience = audience_line(corrected, language);
    Blocks blocks;
    std::string words = ask + (audience.empty() ? "" : "\n") + audience;
    blocks.section(words);
    if (const std::string channels = channels_line(corrected, language); !channels.empty()) {
        blocks.section(channels);
        words += "\n" + channels;
    }
    const std::string_view changed = what_a_correction_changes.in(language);
    blocks.context(changed);
    words.append("\n").append(changed);
    add_texts(blocks, corrected);
    add_decision(blocks, corrected, language);
    return message_arguments(words + "\n\n" + texts_in_words(corrected), std::move(blocks));
}

std::string answer(const Announcement& announcement, std::string_view state, std::optional<std::string_view> approver,
                   bool correction_waits, Language language) {
    const std::string title = styled(announcement.in(language).title);
    if (correction_waits) {
        return say(
            language,
            {"*{}*: a correction of it is asked about anew.", "*{}* 공지를 고친 내용으로 승인을 다시 부탁했어요."},
            title);
    }
    if (state == "cancelled") {
        return say(language,
                   {"*{}* was cancelled: nobody gets it.", "*{}* 공지는 취소됐어요. 아무에게도 보내지 않아요."}, title);
    }
    if (state == "draft") {
        return say(language,
                   {"*{}* is a draft again: there is nothing to approve now.",
                    "*{}* 공지는 다시 임시 저장 상태예요. 지금은 승인할 것이 없어요."},
                   title);
    }
    if (state == "submitted") {
        return say(language,
                   {"*{}* has changed since: what it says now is asked about anew.",
                    "*{}* 공지가 그사이 바뀌어서 승인을 다시 부탁했어요."},
                   title);
    }
    if (approver && (state == "sending" || state == "sent")) {
        // Whoever reads it may have declined a correction.
        return say(language,
                   {":white_check_mark: *{0}* says what {1} has approved.",
                    ":white_check_mark: *{0}* 공지는 {1}님이 승인한 내용이에요."},
                   title, escape(*approver));
    }
    if (approver) {
        return say(
            language,
            {":white_check_mark: *{0}*: {1} has approved it.", ":white_check_mark: *{0}* 공지를 {1}님이 승인했어요."},
            title, escape(*approver));
    }
    return say(language, {"*{}*: there is nothing to approve any more.", "*{}* 공지에는 이제 승인할 것이 없어요."},
               title);
}

}  // namespace

std::string approval_contents(const Announcement& announcement, const AnnouncementReach& reach) {
    return in_both_languages([&](Language language) { return request(announcement, reach, language); });
}

std::string correction_contents(const Announcement& corrected) {
    return in_both_languages([&](Language language) { return request_correction(corrected, language); });
}

std::string answered_contents(const Announcement& announcement, std::string_view state,
                              std::optional<std::string_view> approver, std::optional<std::string_view> approver_en,
                              bool correction_waits) {
    return in_both_languages([&](Language language) {
        const auto name = language == Language::korean || !approver_en ? approver : approver_en;
        return plain_message(answer(announcement, state, name, correction_waits, language));
    });
}

std::string deleted_contents() {
    return in_both_languages([](Language) { return deleted_message(); });
}

}  // namespace gracy::slack
