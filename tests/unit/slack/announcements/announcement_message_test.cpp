#include "slack/announcements/announcement_message.hpp"

#include "slack/announcements/announcement_approval.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_progress.hpp"
#include "slack/announcements/announcement_refusal.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack_text.hpp"
#include "test.hpp"

#include <algorithm>

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

const Announcement usual{.id = 7,
                         .korean = AnnouncementText{.title = "공지", .body = "내용"},
                         .english = AnnouncementText{.title = "News", .body = "Text"},
                         .author = "김민수"};

}  // namespace

TEST(announcement_that_the_form_does_not_hold_is_not_edited_there) {
    const std::string title(180, 't');
    const std::string body(5000, 'b');
    Announcement announcement = usual;
    EXPECT(fits_form(announcement));
    announcement.english = {.title = title, .body = "b"};
    EXPECT(!fits_form(announcement));
    announcement.english = {.title = "t", .body = body};
    EXPECT(!fits_form(announcement));
    EXPECT(announcement_refusal("too_long_for_form", Language::korean).has_value());
}

TEST(no_word_of_an_announcement_is_cut) {
    const std::string title(180, 't');
    const std::string body(5000, 'b');
    const AnnouncementText text{.title = title, .body = body};
    const std::string message = announcement_message({.english = text}, Telling::first, Language::english);
    EXPECT(message.find("\"*" + title + "*\"") != message.npos);
    std::size_t letters = 0;
    for (const base::JsonView block : base::Json::parse(message)["blocks"].elements()) {
        const std::string_view shown = block["text"]["text"].string().value_or("");
        letters += static_cast<std::size_t>(std::ranges::count(shown, 'b'));
    }
    EXPECT_EQ(letters, body.size());
}

TEST(longest_announcement_fits_into_a_channel_and_before_its_approver_in_both_languages) {
    const std::string title(200, 't');
    const std::string body(4300, 'b');
    const AnnouncementText text{.title = title, .body = body};
    Announcement announcement = usual;
    announcement.korean = announcement.english = text;
    announcement.require_ack = true;
    const base::Json posted = base::Json::parse(channel_message(announcement));
    EXPECT_EQ(describe(check_message_blocks(posted["blocks"])), "");
    const base::Json asked = base::Json::parse(approval_contents(announcement, {}));
    EXPECT_EQ(describe(check_message_blocks(asked["ko"]["blocks"])), "");
}

TEST(text_says_all_that_the_blocks_of_an_announcement_say) {
    Announcement announcement = usual;
    announcement.korean->body = "내용 & 더";
    announcement.require_ack = true;
    announcement.text_version = 2;
    announcement.company = "회사";
    announcement.audience_ko = announcement.audience_en = "모두 & all";
    announcement.post_in = {"C1"};
    announcement.send_at = "2026-12-01 09:30 (Asia/Seoul)";
    for (const Language language : {Language::english, Language::korean}) {
        for (const Telling telling : {Telling::first, Telling::reminder, Telling::acknowledged, Telling::changed}) {
            EXPECT_EQ(test::unspoken(announcement_message(announcement, telling, language)), "");
        }
        for (const std::string& contents :
             {approval_contents(announcement, {.recipients = 3}), correction_contents(announcement)}) {
            const base::Json both = base::Json::parse(contents);
            EXPECT_EQ(test::unspoken(both[http::name_of(language).data()].dump()), "");
        }
    }
    EXPECT_EQ(test::unspoken(channel_message(announcement)), "");
    announcement.english.reset();
    EXPECT_EQ(test::unspoken(channel_message(announcement)), "");
}

TEST(text_says_as_much_of_a_long_announcement_as_slack_recommends) {
    const std::string body(5000, 'b');
    const AnnouncementText text{.title = "t", .body = body};
    for (const std::string& built : {announcement_message({.english = text}, Telling::first, Language::english),
                                     channel_message({.english = text})}) {
        const base::Json message = base::Json::parse(built);
        const std::string_view spoken = message["text"].string().value_or("");
        EXPECT(spoken.starts_with("t\nbbb") && spoken.ends_with("…"));
        EXPECT(utf16_length(spoken) <= block_limit::message_text &&
               utf16_length(spoken) > block_limit::message_text - 10);
    }
}

TEST(review_shows_both_texts_and_reads_the_decision) {
    Announcement announcement = usual;
    announcement.version = 3;
    const std::string built = review_modal(announcement, false, Language::english);
    const base::Json modal = base::Json::parse(built);
    EXPECT_EQ(describe(check_view(modal.view())), "");
    EXPECT(built.find("내용") != built.npos && built.find("Text") != built.npos);
    EXPECT_EQ(modal["private_metadata"].string().value_or(""), "7/3");
    const auto read = [](const std::string& value) {
        return read_review(
            base::Json::parse(R"({"decision": {"decision": {"selected_option": {"value": ")" + value + R"("}}}})")
                .view());
    };
    EXPECT(read("approve") == true && read("decline") == false && !read("else"));
}

TEST(button_acknowledges_the_text_that_stands_above_it) {
    Announcement announcement = usual;
    announcement.require_ack = true;
    const auto value = [&](const std::string& message) {
        for (const base::JsonView block : base::Json::parse(message)["blocks"].elements()) {
            if (const auto found = block["elements"][std::size_t{0}]["value"].string()) {
                return std::string(*found);
            }
        }
        return std::string();
    };
    EXPECT_EQ(value(announcement_message(announcement, Telling::first, Language::english)), "7/1");
    announcement.text_version = 2;
    EXPECT_EQ(value(announcement_message(announcement, Telling::reminder, Language::english)), "7/2");
    EXPECT_EQ(value(announcement_message(announcement, Telling::changed, Language::korean)), "7/2");
    EXPECT_EQ(value(channel_message(announcement)), "7/2");
    EXPECT_EQ(value(announcement_message(announcement, Telling::acknowledged_before, Language::korean)), "");
}

TEST(reader_sees_that_an_announcement_was_corrected) {
    Announcement announcement = usual;
    EXPECT(announcement_message(announcement, Telling::first, Language::english).find("Corrected") ==
           std::string::npos);
    EXPECT(channel_message(announcement).find("Corrected") == std::string::npos);
    announcement.text_version = 2;
    EXPECT(announcement_message(announcement, Telling::first, Language::english).find("Corrected") !=
           std::string::npos);
    EXPECT(channel_message(announcement).find("내용 수정됨 / Corrected") != std::string::npos);
    EXPECT(announcement_message(announcement, Telling::acknowledged_before, Language::english)
               .find("You acknowledged it before it was corrected.") != std::string::npos);
}

TEST(progress_is_said_in_words_and_drawn_behind_them) {
    const std::string built = progress_message(
        usual, AnnouncementProgress{.state = "sending", .recipients = 3, .told = 2, .waiting = 1}, Language::english);
    const base::Json message = base::Json::parse(built);
    EXPECT(message["text"].string().value_or("").find("▓") == std::string_view::npos);
    const std::string_view shown = message["blocks"][std::size_t{0}]["text"]["text"].string().value_or("");
    EXPECT(shown.find("▓") > shown.find("2 of 3 so far"));
}

TEST(announcement_has_its_author_and_its_time_in_the_readers_language) {
    Announcement announcement = usual;
    announcement.author_en = "Minsu Kim";
    announcement.send_at = "2026-12-01 09:30 (Asia/Seoul)";
    EXPECT_EQ(announcement.time_in(Language::korean), *announcement.send_at);
    announcement.send_at_ko = "2026년 12월 1일 (화) 오전 9:30 (Asia/Seoul)";
    EXPECT_EQ(announcement.time_in(Language::korean), announcement.send_at_ko);
    EXPECT(announcement_message(announcement, Telling::first, Language::english).find("From Minsu Kim") !=
           std::string::npos);
    EXPECT(announcement_message(announcement, Telling::first, Language::korean).find("김민수") != std::string::npos);
}

TEST(channel_that_did_not_take_it_is_named_with_what_to_do) {
    const auto said = [](std::string_view error, Language language) {
        return progress_message(
            usual, AnnouncementProgress{.state = "sent", .unposted = {{.channel = "C1", .error = error}}}, language);
    };
    for (const std::string_view error : {"not_in_channel", "channel_not_found", "no_permission"}) {
        EXPECT(said(error, Language::english).find("/invite") != std::string::npos);
        EXPECT(said(error, Language::korean).find("초대") != std::string::npos);
    }
    for (const std::string_view error : {"is_archived", "restricted_action_read_only_channel", "msg_blocks_too_long",
                                         "app_uninstalled", "something_new"}) {
        EXPECT(said(error, Language::english).find("could not post it in <#C1>") != std::string::npos);
        EXPECT(said(error, Language::english).find("invite") == std::string::npos);
        EXPECT(said(error, Language::korean).find("초대") == std::string::npos);
    }
    EXPECT(said("something_new", Language::english).find("something_new") != std::string::npos);
    EXPECT(said("uncertain_unseen", Language::english).find("may stand in <#C1> already") != std::string::npos);
    EXPECT(said("uncertain_unseen", Language::korean).find("이미 올라갔을 수") != std::string::npos);
}
