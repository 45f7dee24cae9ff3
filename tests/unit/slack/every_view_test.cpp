// All that Gracy shows in Slack, in both languages: Slack takes it whatever people have written into it, and none of
// our own words is cut.
//
// Not built here: the modal that refuses a form (compose_view.cpp), whose sentences are those of announcement_refusal
// below; answers to commands, which are text without a limit but Slack's 4,000 (kudos_reply_test,
// tests/e2e/test_slack), and what takes the place of a request for an approval or of what is gone, likewise; and
// notices, whose text PostgreSQL makes and cuts (functions/slack/tell_members.sql).
#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/announcements/announcement_approval.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/announcements/announcement_progress.hpp"
#include "slack/announcements/announcement_refusal.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/answers/answer_message.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/celebrations/celebration_post.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/check_ins/check_in_question.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/coffee/ice_breakers.hpp"
#include "slack/home/home.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/take_back.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/surveys/survey_form.hpp"
#include "slack/views/form_apology.hpp"
#include "slack_text.hpp"
#include "surveys/privacy_notice.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

using namespace gracy;
using namespace gracy::slack;
using http::Language;
using test::for_each_string;
using test::styled_before_particle;

namespace {

/// What people, settings and time put into a view.
struct Content {
    std::string name;
    std::string text;
    std::int64_t number;
    std::size_t count;
};

const Content usual{.name = "김민서", .text = "고마워요 & thank you", .number = 3, .count = 2};
constexpr std::string_view later = "2026-12-01 09:30 (America/Argentina/Buenos_Aires)";
const Content largest{
    .name = std::string(400, '&'), .text = std::string(8000, '<'), .number = 2'000'000'000, .count = 100};

struct Shown {
    const char* name;
    bool is_view;
    std::function<std::string(const Content&, Language)> build;
};

Announcement announcement_of(const Content& content) {
    // Both languages together have a bound of their own (check_announcement).
    const AnnouncementText text{.title = content.name, .body = std::string_view(content.text).substr(0, 100)};
    return {.id = content.number,
            .version = 7,
            .korean = text,
            .english = text,
            .require_ack = true,
            .author = content.name,
            .company = content.name,
            .audience_ko = content.name,
            .audience_en = content.name,
            .post_in = {"C0123456781", "C0123456782", "C0123456783", "C0123456784", "C0123456785"}};
}

template <Telling telling>
std::string told(const Content& content, Language language) {
    return announcement_message(announcement_of(content), telling, language);
}

Announcement announcement_for_later(const Content& content) {
    Announcement announcement = announcement_of(content);
    announcement.send_at = later;
    announcement.send_at_is_ahead = true;
    return announcement;
}

ViewRequest view_request(const Content& content) {
    ViewRequest request;
    request.view = "correct_announcement";
    request.about = std::to_string(content.number) + "/7";
    return request;
}

std::string coffee_pause_of(const Content& content, Language language) {
    return R"({"text": "x", "blocks": )" + coffee_status(escape(content.name), content.number, language) + "}";
}

std::vector<Option> options_of(const Content& content, std::size_t most) {
    std::vector<Option> options;
    for (std::size_t i = 0; i < std::min(content.count, most); ++i) {
        options.push_back({.text = content.name, .value = std::to_string(i)});
    }
    return options;
}

CoffeeGroup coffee_of(const Content& content, Language language) {
    CoffeeGroup group{.program = content.name, .draw = static_cast<std::uint64_t>(content.number)};
    for (std::size_t i = 0; i < std::min<std::size_t>(content.count, 8); ++i) {
        group.people.push_back({.name = content.name, .user_id = "U0123456789", .language = language});
    }
    group.value = group.team = group.department = http::Text{.english = content.name, .korean = content.name};
    return group;
}

CoffeeQuestion question_of(const Content& content) {
    return {.round_id = content.number,
            .program = content.name,
            .others = std::vector<std::string_view>(std::min<std::size_t>(content.count, 8), content.name)};
}

std::string post_of(const Content& content, Language language) {
    std::vector<Celebration> day;
    for (const std::string_view kind : {"birthday", "anniversary", "hundred_days", "welcome"}) {
        for (std::size_t i = 0; i < std::min<std::size_t>(content.count, 15); ++i) {
            day.push_back({.kind = kind, .on = base::Date(), .years = 12, .name = content.name});
        }
    }
    return celebration_post(day, base::Date() + std::chrono::days(1), language);
}

std::string home_with(const Content& content, std::optional<std::int32_t> mood, Language language) {
    Home home{.language = language,
              .allowance_left = static_cast<std::int32_t>(content.number),
              .received = content.number,
              .given = content.number,
              .mood = mood};
    for (std::size_t i = 0; i < std::min<std::size_t>(content.count, 5); ++i) {
        home.kudos.push_back(
            {.giver = content.name,
             .value = content.name,
             .message = content.text,
             .link = "https://a-workspace-with-a-long-name.slack.com/archives/C0123456789/p1700000000000001"});
        home.news.celebrated.push_back(content.name);
    }
    home.news.celebrated_count = static_cast<std::int32_t>(content.number);
    home.news.place = static_cast<std::int32_t>(content.number);
    home.news.coffee = content.name;
    home.news.coffee_at = "2026년 12월 1일 (화) 오후 12:30";
    home.today = base::Date(std::chrono::year(2026) / 12 / 30);
    home.news.surveys.assign(std::min<std::size_t>(content.count, 3),
                             {.wave_id = "42", .title = content.name, .until = "2026년 12월 1일 (화) 오후 12:30"});
    for (std::size_t i = 0; i < std::min<std::size_t>(content.count, 5); ++i) {
        home.leaders.push_back({.name = content.name, .points = static_cast<std::int32_t>(content.number)});
    }
    home.duties = HomeDuties{.to_approve = static_cast<std::int32_t>(content.number),
                             .unacknowledged = static_cast<std::int32_t>(content.number),
                             .open_tickets = static_cast<std::int32_t>(content.number),
                             .trouble = content.name};
    home.duties->announcements.assign(std::min<std::size_t>(content.count, 5),
                                      {.id = "42", .title = content.name, .text = content.text});
    home.duties->tickets = home.duties->announcements;
    return home_of(home);
}

/// As many questions as a survey has, each as long as it may be.
std::string questions_of(const Content& content) {
    const std::string text = content.text.substr(0, 500);
    const std::string option = R"({"ko": ")" + content.name.substr(0, 75) + R"("})";
    std::string json;
    for (std::size_t no = 1; no <= std::min<std::size_t>(content.count, 50); ++no) {
        const std::string_view kind = std::array{"scale", "likert5", "single", "multi", "text"}.at(no % 5);
        const bool has_options = kind == "single" || kind == "multi";
        json += (no > 1 ? "," : "") +
                fmt::format(R"({{"no": {}, "kind": "{}", "text": {{"en": "{}"}}, "required": true, "options": {}}})",
                            no, kind, text, has_options ? "[" + option + "," + option + "]" : "null");
    }
    return "[" + json + "]";
}

SurveyForm survey_of(const Content& content, const std::string& privacy, Language language) {
    return {.language = language, .wave_id = content.number, .title = content.name, .until = later, .privacy = privacy};
}

std::string privacy_of(std::string_view mode, bool names_shown, Language language) {
    return surveys::privacy_text({.mode = mode, .names_shown = names_shown, .k_score = 20, .k_text = 50}, language);
}

AnnouncementProgress progress_in(std::string_view state, const Content& content) {
    const std::int64_t n = content.number;
    return {.state = state,
            .recipients = n,
            .told = n,
            .waiting = n,
            .failed = n,
            .skipped = n,
            .recalled = n,
            .acknowledged = n - 1,
            .correction_waits = true,
            .leaves_slack = true,
            .approval_required = true,
            .unposted = {{.channel = "C0123456781", .error = "is_archived"},
                         {.channel = "C0123456782", .error = "uncertain_unseen"},
                         {.channel = "C0123456783", .error = "restricted_action_read_only_channel"},
                         {.channel = "C0123456784", .error = "channel_not_found"},
                         {.channel = "C0123456785", .error = "something_new"}}};
}

/// Builds it.
auto progress_of(Announcement (*announcement)(const Content&), std::string_view state) {
    return [=](const Content& c, Language language) {
        return progress_message(announcement(c), progress_in(state, c), language);
    };
}

AnnouncementReach reach_of(const Content& content) {
    return {.recipients = content.number,
            .in_slack = content.number,
            .by_email = content.number,
            .unreached = content.number,
            .quiet = content.number,
            .seconds = static_cast<std::int32_t>(content.number)};
}

std::string preview_of(const Content& content, bool approval, Language language,
                       std::optional<std::string_view> send_at = {}) {
    return preview_modal({.announcement = announcement_of(content),
                          .reach = reach_of(content),
                          .approval_required = approval,
                          .send_at = send_at},
                         language);
}

std::string answer_of(const Content& content, std::string_view outcome, Language language) {
    const std::string text = content.text;
    return answer_message({.question_id = content.number,
                           .question = text,
                           .language = language,
                           .outcome = std::string(outcome),
                           .reason = "no_model",
                           .answer = base::Json::parse(R"([{"text": ")" + text + R"(", "cite": [1]}])"),
                           .sources = base::Json::parse(R"([{"id": 1, "title": ")" + content.name +
                                                        R"(", "effective_from": "2026-01-01", "headings": [")" +
                                                        content.name + R"("], "text": ")" + text + R"("}])")});
}

std::string in_language(const std::string& both, Language language) {
    return base::Json::parse(both)[http::name_of(language).data()].dump();
}

const std::vector<Shown> everything{
    {"home of a stranger", true,
     [](const Content& c, Language language) {
         return home_of({.language = language, .allowance_left = std::nullopt, .refusal = c.name});
     }},
    {"home", true, [](const Content& c, Language language) { return home_with(c, std::nullopt, language); }},
    {"home after the check-in", true, [](const Content& c, Language language) { return home_with(c, 5, language); }},
    {"check-in", true, [](const Content&, Language language) { return check_in_modal(std::nullopt, language); }},
    {"check-in after the tap", true, [](const Content&, Language language) { return check_in_modal(1, language); }},
    {"check-in noted", true,
     [](const Content& c, Language language) { return check_in_noted_modal(c.text, c.text, language); }},
    {"how today is", false,
     [](const Content&, Language language) { return in_language(check_in_questions(), language); }},
    {"how today is, asked no more", false,
     [](const Content&, Language language) { return check_in_stopped("2026-01-02", language); }},
    {"how today is, asked again", false,
     [](const Content&, Language language) { return check_in_resumed("2026-01-02", 5, language); }},
    {"settings", true,
     [](const Content&, Language language) {
         return settings_modal({.language = language,
                                .weekdays = {1, 2, 3, 4, 5, 6, 7},
                                .at_minute = 1439,
                                .quiet_from = "21:00",
                                .quiet_until = "08:00"},
                               "America/Argentina/Buenos_Aires");
     }},
    {"settings saved", true, [](const Content&, Language language) { return settings_saved_modal(language); }},
    {"survey", true,
     [](const Content& c, Language language) {
         const std::string privacy = privacy_of("identified", true, language);
         return survey_modal(survey_of(c, privacy, language), base::Json::parse(questions_of(c)).view()).value();
     }},
    {"survey by a link", true,
     [](const Content& c, Language language) {
         const std::string privacy = privacy_of("anonymous", false, language);
         return survey_link_modal(survey_of(c, privacy, language), true, "https://gracy.example.com/page#token");
     }},
    {"survey with too much by a link", true,
     [](const Content& c, Language language) {
         const std::string privacy = privacy_of("identified", false, language);
         return survey_link_modal(survey_of(c, privacy, language), false, "https://gracy.example.com/page#token");
     }},
    {"survey answered", true, [](const Content&, Language language) { return survey_answered_modal(language); }},
    {"kudos form", true,
     [](const Content& c, Language language) {
         return kudos_modal({.language = language,
                             .allowance_left = static_cast<std::int32_t>(c.number),
                             .values = options_of(c, 100),
                             .recipients = options_of(c, 10),
                             .message = c.text.substr(0, 2000)});
     }},
    {"kudos form after a refusal", true,
     [](const Content& c, Language language) {
         return kudos_modal({.language = language,
                             .allowance_left = static_cast<std::int32_t>(c.number),
                             .values = options_of(c, 100),
                             .refusal = escape(c.text),
                             .channel = "C0123456789",
                             .thread_ts = "1700000000.000001"});
     }},
    {"kudos form with a draft", true,
     [](const Content& c, Language language) {
         return kudos_modal({.language = language,
                             .allowance_left = static_cast<std::int32_t>(c.number),
                             .values = options_of(c, 100),
                             .message = c.text.substr(0, 2000),
                             .channel = "C0123456789",
                             .thread_ts = "1700000000.000001",
                             .offers_draft = true,
                             .draft_trouble = kudos_draft_trouble("unverified", language),
                             .is_draft = true,
                             .message_block = "message_" + std::to_string(c.number)});
     }},
    {"kudos given", true,
     [](const Content& c, Language language) { return kudos_given_modal(c.number, 2'000'000'000, language); }},
    {"kudos taken back", true,
     [](const Content&, Language language) {
         return kudos_taken_back_modal(*taken_back("ok", 3, language), language);
     }},
    {"values", true, [](const Content& c, Language language) { return values_modal(options_of(c, 100), language); }},
    {"new value", true, [](const Content&, Language language) { return value_modal({}, language); }},
    {"value", true,
     [](const Content& c, Language language) {
         return value_modal({.id = c.number, .version = 7, .name = c.name, .name_ko = c.name, .emoji = ":rocket:"},
                            language);
     }},
    {"allowance", true,
     [](const Content& c, Language language) {
         return allowance_modal({.version = 7, .points = static_cast<std::int32_t>(c.number), .pair_percent = 30},
                                base::Date(), language);
     }},
    {"announcement form", true,
     [](const Content&, Language language) { return announce_modal("America/Argentina/Buenos_Aires", language); }},
    {"announcement form with a text", true,
     [](const Content& c, Language language) { return announce_modal("Asia/Seoul", language, c.text); }},
    {"announcement form of a draft", true,
     [](const Content& c, Language language) {
         return edit_modal(announcement_for_later(c),
                           {.audience = c.name, .by_email = true, .send_on = "2026-12-01", .send_time = "09:30"},
                           "America/Argentina/Buenos_Aires", language);
     }},
    {"announcement declined", true,
     [](const Content& c, Language language) { return decline_modal(announcement_of(c), language); }},
    {"announcement correction declined", true,
     [](const Content& c, Language language) { return decline_modal(announcement_of(c), language, true); }},
    {"announcement to review", true,
     [](const Content& c, Language language) { return review_modal(announcement_for_later(c), false, language); }},
    {"announcement correction to review", true,
     [](const Content& c, Language language) { return review_modal(announcement_of(c), true, language); }},
    {"announcement not sent", true,
     [](const Content& c, Language language) { return announce_refused_modal(c.text, language); }},
    {"announcement preview for later", true,
     [](const Content& c, Language language) { return preview_of(c, false, language, later); }},
    {"announcement correction", true,
     [](const Content& c, Language language) { return correct_modal(announcement_of(c), 3, true, language); }},
    {"announcement correction for approval", true,
     [](const Content& c, Language language) { return correct_modal(announcement_of(c), 3, false, language); }},
    {"announcement preview", true, [](const Content& c, Language language) { return preview_of(c, false, language); }},
    {"announcement preview for approval", true,
     [](const Content& c, Language language) { return preview_of(c, true, language); }},
    {"announcement done", true,
     [](const Content& c, Language language) { return announce_done_modal(c.text, language); }},
    {"announcement", false, told<Telling::first>},
    {"announcement in a channel", false,
     [](const Content& c, Language) { return channel_message(announcement_of(c)); }},
    {"announcement reminder", false, told<Telling::reminder>},
    {"announcement acknowledged before it was corrected", false, told<Telling::acknowledged_before>},
    {"announcement that has changed", false, told<Telling::changed>},
    {"announcement acknowledged", false, told<Telling::acknowledged>},
    {"progress while sending", false, progress_of(announcement_of, "sending")},
    {"progress when sent", false, progress_of(announcement_of, "sent")},
    {"progress when recalled", false, progress_of(announcement_of, "recalled")},
    {"progress when scheduled", false, progress_of(announcement_for_later, "scheduled")},
    {"progress when cancelled", false, progress_of(announcement_of, "cancelled")},
    {"progress when it begins", false,
     [](const Content& c, Language language) {
         return progress_message(announcement_of(c), {.state = "sending"}, language);
     }},
    {"progress when approved for as soon as possible", false, progress_of(announcement_of, "approved")},
    {"progress when submitted", false, progress_of(announcement_of, "submitted")},
    {"progress when it is a draft again", false, progress_of(announcement_of, "draft")},
    {"progress when it is a draft that needs no approval", false,
     [](const Content& c, Language language) {
         return progress_message(announcement_of(c), {.state = "draft"}, language);
     }},
    {"progress when it is a draft for later", false,
     [](const Content& c, Language language) {
         return progress_message(announcement_for_later(c), {.state = "draft"}, language);
     }},
    {"progress when it is out of Slack", false,
     [](const Content& c, Language language) {
         return progress_message(announcement_of(c), {.state = "recalled"}, language);
     }},
    {"progress when approved", false, progress_of(announcement_for_later, "approved")},
    {"approval asked for what goes out later", false,
     [](const Content& c, Language language) {
         return in_language(approval_contents(announcement_for_later(c), reach_of(c)), language);
     }},
    {"form that did not open", false,
     [](const Content& c, Language language) { return form_apology(view_request(c), language); }},
    {"coffee pauses", false, [](const Content& c, Language language) { return coffee_pause_of(c, language); }},
    {"coffee goes on", false,
     [](const Content& c, Language language) {
         const base::Json notice = base::Json::parse(coffee_pause_of(c, language));
         return coffee_resumed(coffee_notice_of(notice["blocks"], "another"), coffee_joined(c.name, later, language));
     }},
    {"approval of a correction asked for", false,
     [](const Content& c, Language language) {
         return in_language(correction_contents(announcement_of(c)), language);
     }},
    {"approval asked for", false,
     [](const Content& c, Language language) {
         return in_language(approval_contents(announcement_of(c), reach_of(c)), language);
     }},
    {"coffee introduction", false,
     [](const Content& c, Language language) { return coffee_introduction(coffee_of(c, language)); }},
    {"coffee question", false,
     [](const Content& c, Language language) { return coffee_question(question_of(c), std::nullopt, language); }},
    {"coffee: met", false,
     [](const Content& c, Language language) { return coffee_question(question_of(c), CoffeeAnswer::yes, language); }},
    {"coffee: not yet", false,
     [](const Content& c, Language language) {
         return coffee_question(question_of(c), CoffeeAnswer::not_yet, language);
     }},
    {"coffee: not met", false,
     [](const Content& c, Language language) { return coffee_question(question_of(c), CoffeeAnswer::no, language); }},
    {"coffee form", true,
     [](const Content& c, Language language) {
         std::vector<CoffeeTaking> taking;
         for (std::size_t i = 0; i < std::min<std::size_t>(c.count, 5); ++i) {
             taking.push_back({.program_id = c.number - static_cast<std::int64_t>(i),
                               .program = c.name,
                               .status = "paused",
                               .until = "2026-12-01"});
         }
         return coffee_form(taking, options_of(c, most_kept_apart), language);
     }},
    {"coffee form saved", true, [](const Content&, Language language) { return coffee_form_saved(language); }},
    {"question to HR, read there", true,
     [](const Content& c, Language language) {
         return ticket_answer_modal(c.number, c.name, c.text.substr(0, 2000), language);
     }},
    {"question to HR that was answered", true,
     [](const Content& c, Language language) {
         return ticket_settled_modal(c.text.substr(0, 2000), c.text.substr(0, 800), language);
     }},
    {"question to HR that was closed", true,
     [](const Content& c, Language language) {
         return ticket_settled_modal(c.text.substr(0, 2000), std::nullopt, language);
     }},
    {"question to HR, answered there", true,
     [](const Content&, Language language) { return ticket_answered_modal(false, language); }},
    {"question to HR, closed there", true,
     [](const Content&, Language language) { return ticket_answered_modal(true, language); }},
    {"question to HR", true, [](const Content& c, Language language) { return ticket_modal(c.text, "17", language); }},
    {"question to HR sent", true, [](const Content&, Language language) { return ticket_sent_modal(language); }},
    {"answer", false, [](const Content& c, Language language) { return answer_of(c, "answered", language); }},
    {"passages", false, [](const Content& c, Language language) { return answer_of(c, "passages", language); }},
    {"no answer", false, [](const Content& c, Language language) { return answer_of(c, "not_found", language); }},
    {"celebrations", false, [](const Content& c, Language language) { return post_of(c, language); }},
};

std::string faults_of(const Shown& shown, const std::string& text) {
    const base::Json json = base::Json::parse(text, {.bytes = 1 << 20, .depth = 64});
    return describe(shown.is_view ? check_view(json.view()) : check_message_blocks(json["blocks"]));
}

void expect(const Shown& shown, Language language, const std::string& trouble) {
    if (!trouble.empty()) {
        EXPECT_EQ(std::string(shown.name) + " (" + std::string(http::name_of(language)) + "): " + trouble, "");
    }
}

}  // namespace

TEST(slack_takes_every_view_and_message_however_much_is_in_it) {
    for (const Shown& shown : everything) {
        for (const Language language : {Language::english, Language::korean}) {
            for (const Content& content : {usual, largest}) {
                expect(shown, language, faults_of(shown, shown.build(content, language)));
            }
        }
    }
}

TEST(none_of_our_own_words_is_cut) {
    for (const Shown& shown : everything) {
        for (const Language language : {Language::english, Language::korean}) {
            const std::string built = shown.build(usual, language);
            const std::size_t cut = built.find("…\"");
            expect(shown, language, cut == std::string::npos ? "" : built.substr(cut < 60 ? 0 : cut - 60, 64));
        }
    }
}

TEST(text_for_where_blocks_are_not_shown_is_no_longer_than_slack_recommends) {
    for (const Shown& shown : everything) {
        for (const Language language : {Language::english, Language::korean}) {
            if (!shown.is_view) {
                const base::Json message = base::Json::parse(shown.build(largest, language));
                const auto text = message["text"].string().value_or("");
                EXPECT(!text.empty());
                EXPECT(utf16_length(text) <= block_limit::message_text);
            }
        }
    }
}

TEST(bold_and_italics_end_before_a_korean_particle) {
    // Slack takes a sign that a letter follows for no end of bold, and shows it.
    for (const Shown& shown : everything) {
        const std::string built = shown.build(usual, Language::korean);
        const base::Json json = base::Json::parse(built, {.bytes = 1 << 20, .depth = 64});
        for_each_string(json.view(), [&](std::string_view text) {
            expect(shown, Language::korean, styled_before_particle(text) ? std::string(text) : "");
        });
    }
    EXPECT(styled_before_particle("안녕 *민서*님"));
    EXPECT(!styled_before_particle("안녕 *민서* 님, *민서님* `a`를 a_b"));
}

TEST(every_ice_breaker_is_a_question_in_both_languages) {
    for (std::uint64_t draw = 0; draw < 12; ++draw) {
        EXPECT(ice_breaker(draw).english.ends_with('?'));
        EXPECT(ice_breaker(draw).korean.ends_with('?'));
    }
}

/// For tests/slack/draw-views, which draws them.
TEST(every_view_and_message_is_written_where_it_is_asked_for) {
    const char* const folder = std::getenv("GRACY_VIEWS");
    if (folder == nullptr) {
        return;
    }
    for (const Shown& shown : everything) {
        for (const Language language : {Language::english, Language::korean}) {
            const std::string name = fmt::format("{} ({}).json", shown.name, http::name_of(language));
            std::ofstream file(std::filesystem::path(folder) / name);
            file << shown.build(usual, language);
            EXPECT(file.flush().good());
        }
    }
}
