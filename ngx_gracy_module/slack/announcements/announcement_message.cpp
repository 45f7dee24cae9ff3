#include "slack/announcements/announcement_message.hpp"

#include "base/json_writer.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/both_languages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/block_kit/sections.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::size_t longest_audience = 300;

/// What a button that acknowledges the text that is shown has as its value.
std::string text_reference(const Announcement& announcement) {
    return fmt::format("{}/{}", announcement.id, announcement.text_version);
}

/// Under its text: who says it, and what the reader has done.
std::string byline(const Announcement& announcement, Telling telling, Language language) {
    std::string line = say(language, {"From {}", "보낸 사람: {}"}, escape(announcement.author_in(language)));
    if (telling == Telling::acknowledged_before) {
        line += Text{" · :white_check_mark: You acknowledged it before it was corrected.",
                     " · :white_check_mark: 확인한 뒤에 내용이 수정됐어요."}
                    .in(language);
    } else if (announcement.text_version > 1) {
        line += Text{" · Corrected", " · 내용 수정됨"}.in(language);
    }
    if (telling == Telling::acknowledged) {
        line +=
            Text{" · :white_check_mark: You have acknowledged it.", " · :white_check_mark: 확인했어요."}.in(language);
    }
    return line;
}

}  // namespace

std::string Announcement::reference() const {
    return fmt::format("{}/{}", id, version);
}

std::string_view Announcement::time_in(Language language) const {
    const std::string_view words = language == Language::korean ? send_at_ko : send_at_en;
    return words.empty() ? send_at.value_or("") : words;
}

std::string_view Announcement::author_in(Language language) const {
    return language == Language::korean || author_en.empty() ? author : author_en;
}

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
    add_title(blocks, title);
    for (const std::string& part : sections_of(text.body)) {
        blocks.section(part);
    }
    const std::string by = byline(announcement, telling, language);
    blocks.context(by);
    std::string spoken = escape(title) + "\n" + escape(text.body) + "\n" + by;
    if (telling == Telling::changed) {
        const std::string_view changed =
            Text{":pencil2: The text has changed, so nothing was noted yet. Please read it as it is now.",
                 ":pencil2: 그사이 내용이 바뀌어서 아직 확인을 남기지 않았어요. 바뀐 내용을 읽고 다시 눌러 주세요."}
                .in(language);
        blocks.section(changed);
        spoken.append("\n").append(changed);
    }
    const bool asks = telling != Telling::acknowledged && telling != Telling::acknowledged_before;
    if (announcement.require_ack && asks) {
        const std::string value = text_reference(announcement);
        blocks.actions("announcement", {Button{.action_id = announcement_action::acknowledge,
                                               .text = Text{"I have read it", "확인했어요"}.in(language),
                                               .value = value,
                                               .style = Button::Style::primary}});
    }
    return message_arguments(spoken, std::move(blocks));
}

void add_title(Blocks& blocks, std::string_view title) {
    if (utf16_length(title) <= block_limit::header) {
        blocks.header(title);
    } else {
        blocks.section("*" + styled(title) + "*");
    }
}

void add_texts(Blocks& blocks, const Announcement& announcement) {
    for (const auto& text : {announcement.korean, announcement.english}) {
        if (text) {
            blocks.divider();
            add_title(blocks, text->title);
            for (const std::string& part : sections_of(text->body)) {
                blocks.section(part);
            }
        }
    }
}

std::string texts_in_words(const Announcement& announcement) {
    std::string words;
    for (const auto& text : {announcement.korean, announcement.english}) {
        if (text) {
            words += (words.empty() ? "" : "\n\n") + escape(text->title) + "\n" + escape(text->body);
        }
    }
    return words;
}

std::string channel_message(const Announcement& announcement) {
    Blocks blocks;
    for (const auto& one : {announcement.korean, announcement.english}) {
        if (!one) {
            continue;
        }
        if (blocks.count() > 0) {
            blocks.divider();
        }
        add_title(blocks, one->title);
        for (const std::string& part : sections_of(one->body)) {
            blocks.section(part);
        }
    }
    const Language language = announcement.korean ? Language::korean : Language::english;
    const std::string author = escape(announcement.author_in(language));
    const bool is_corrected = announcement.text_version > 1;
    const std::string by =
        announcement.korean && announcement.english
            ? fmt::format("보낸 사람 / From: {}{}", author, is_corrected ? " · 내용 수정됨 / Corrected" : "")
            : say(language, {"From {}", "보낸 사람: {}"}, author) +
                  std::string(is_corrected ? Text{" · Corrected", " · 내용 수정됨"}.in(language) : "");
    blocks.context(by);
    if (announcement.require_ack) {
        const std::string value = text_reference(announcement);
        blocks.actions(
            "announcement",
            {Button{.action_id = announcement_action::acknowledge_in_channel,
                    .text = "확인했어요 / I have read it",
                    .value = value,
                    .style = Button::Style::primary,
                    .accessibility_label = "공지를 읽었다고 확인하기 / Confirm that you have read the announcement"}});
    }
    return message_arguments(texts_in_words(announcement) + "\n" + by, std::move(blocks));
}

std::string announcement_contents(const Announcement& announcement) {
    base::JsonWriter json(8192);
    json.open_object();
    const auto tell = [&](Telling telling) {
        return in_both_languages(
            [&](Language language) { return announcement_message(announcement, telling, language); });
    };
    json.field<"announcement">(base::RawJson{tell(Telling::first)});
    json.field<"reminder">(base::RawJson{tell(Telling::reminder)});
    json.field<"acknowledged">(base::RawJson{tell(Telling::acknowledged)});
    json.field<"acknowledged_before">(base::RawJson{tell(Telling::acknowledged_before)});
    json.close_object();
    return json.take();
}

std::string audience_line(const Announcement& announcement, Language language) {
    const std::string_view audience =
        language == Language::korean ? announcement.audience_ko : announcement.audience_en;
    return audience.empty() ? std::string()
                            : say(language, {"To: {}", "받는 사람: {}"}, escape(shorten(audience, longest_audience)));
}

std::string channels_line(const Announcement& announcement, Language language) {
    std::string channels;
    for (const std::string_view channel : announcement.post_in) {
        channels += fmt::format("{}<#{}>", channels.empty() ? "" : ", ", channel);
    }
    return channels.empty() ? channels : say(language, {"Also in: {}", "함께 올릴 채널: {}"}, channels);
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
    json.field<"text">(shorten_mrkdwn(mrkdwn, block_limit::message_text));
    json.key<"blocks">().open_array();
    json.close_array();
    json.close_object();
    return json.take();
}

}  // namespace gracy::slack
