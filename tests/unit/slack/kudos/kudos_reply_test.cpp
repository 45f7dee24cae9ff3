#include "slack/kudos/kudos_reply.hpp"

#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;
using Problem = KudosText::Problem;
using Visibility = Message::Visibility;

namespace {

KudosText kudos(std::vector<std::string> recipients = {"U2"}, std::int32_t points = 3) {
    return {.problem = Problem::none,
            .about = {},
            .recipients = std::move(recipients),
            .value = "협업",
            .points = points,
            .message = "a < b\n& more"};
}

std::string reply(std::string_view outcome, std::string_view subject, Language language,
                  const KudosText& about = kudos()) {
    const auto message = kudos_reply(
        about, "U1",
        {.outcome = outcome, .subject = subject, .allowance_left = 7, .value_names = {"협업", "고객 집중"}}, language);
    EXPECT(message.has_value());
    EXPECT(outcome == "ok" || message->visibility == Visibility::ephemeral);
    return message->text;
}

std::string misread(Problem problem, std::string about, Language language) {
    KudosText text = kudos();
    text.problem = problem;
    text.about = std::move(about);
    const Message message = kudos_text_reply(text, 7, {"협업", "고객 집중"}, language);
    EXPECT_EQ(message.visibility, Visibility::ephemeral);
    return message.text.substr(0, message.text.find('\n'));
}

}  // namespace

TEST(refusal_quotes_what_was_written_and_stays_whole_however_much_that_is) {
    const std::string many(100, 'v');
    const std::vector<std::string_view> values(100, many);
    const std::string written = "<@U1> " + escape(std::string(2000, '&'));
    for (const Language language : {Language::english, Language::korean}) {
        const auto refused = kudos_reply(
            kudos(), "U1", {.outcome = "unknown_value", .subject = "x", .allowance_left = 7, .value_names = values},
            language);
        const std::string text = with_quote(refused->text, written, language);
        EXPECT(utf16_length(text) <= block_limit::message_text);
        EXPECT(text.ends_with("&amp;…```"));
        EXPECT(text.find("```/kudos @U1 &amp;") != text.npos);
    }
    EXPECT_EQ(with_quote("No.", "a < `b`", Language::english), "No.\nYou wrote:\n```/kudos a &lt; 'b'```");
}

TEST(given_kudos_is_shown_to_the_channel) {
    const auto message = kudos_reply(
        kudos(), "U1", {.outcome = "ok", .subject = {}, .allowance_left = 4, .value_names = {}}, Language::korean);
    EXPECT_EQ(message->visibility, Visibility::in_channel);
    EXPECT_EQ(message->text, ":tada: <@U1>님이 <@U2>님에게 칭찬을 보냈어요 · *#협업* · 3점\n> a &lt; b\n> &amp; more");
    EXPECT_EQ(reply("ok", "", Language::english),
              ":tada: <@U1> gave kudos to <@U2> · *#협업* · 3 points\n> a &lt; b\n> &amp; more");
    EXPECT_EQ(reply("ok", "", Language::english, kudos({"U2", "U3", "U4"}, 1)),
              ":tada: <@U1> gave kudos to <@U2>, <@U3> and <@U4> · *#협업* · 1 point each\n> a &lt; b\n> &amp; more");
    EXPECT_EQ(reply("ok", "", Language::korean, kudos({"U2", "U3"}, 2)),
              ":tada: <@U1>님이 <@U2>님, <@U3>님에게 칭찬을 보냈어요 · *#협업* · 각 2점\n> a &lt; b\n> &amp; more");
}

TEST(unknown_value_is_named_with_those_that_may_be_used) {
    EXPECT_EQ(reply("unknown_value", "협업", Language::korean),
              "#협업은 우리의 핵심 가치가 아니에요. 이 중에서 골라 주세요: #협업 #고객_집중");
    KudosText other = kudos();
    other.value = "배려";
    EXPECT_EQ(reply("unknown_value", "배려", Language::korean, other),
              "#배려는 우리의 핵심 가치가 아니에요. 이 중에서 골라 주세요: #협업 #고객_집중");
    EXPECT_EQ(reply("unknown_value", "배려", Language::english, other),
              "#배려 is not one of our values. Choose one of these: #협업 #고객_집중");
    other.value.reset();
    EXPECT_EQ(reply("unknown_value", "", Language::english, other),
              "Please say with a # which value this is about. Choose one of these: #협업 #고객_집중");
}

TEST(every_refusal_says_why_in_both_languages) {
    for (const std::string_view outcome :
         {"replayed", "key_reused", "self_kudos", "unknown_value", "unknown_recipient", "inactive_recipient",
          "duplicate_recipient", "too_many_recipients", "allowance_exceeded", "invalid_message", "unknown_giver"}) {
        const std::string english = reply(outcome, "x", Language::english);
        const std::string korean = reply(outcome, "x", Language::korean);
        EXPECT(english.size() > 20);
        EXPECT(korean.size() > 20);
        EXPECT(english != korean);
        EXPECT(english.find_first_of("{}") == english.npos);
        EXPECT(korean.find_first_of("{}") == korean.npos);
    }
}

TEST(spent_allowance_says_what_is_needed_and_what_is_left) {
    EXPECT_EQ(reply("allowance_exceeded", "30", Language::korean),
              "30점이 필요한데 남은 점수는 7점이에요. 아무것도 보내지 않았어요.");
    EXPECT_EQ(reply("allowance_exceeded", "30", Language::english),
              "This would take 30 points, and you have 7 left. Nothing was given.");
}

TEST(unknown_recipient_is_mentioned_and_a_name_is_escaped) {
    EXPECT(reply("unknown_recipient", "U2", Language::korean).starts_with("<@U2>님은 "));
    EXPECT(reply("inactive_recipient", "Kim <Bot>", Language::english).starts_with("Kim &lt;Bot&gt; is "));
}

TEST(outcome_without_a_sentence_is_no_message) {
    EXPECT(!kudos_reply(kudos(), "U1", {.outcome = "made_up", .subject = {}, .allowance_left = {}, .value_names = {}},
                        Language::english)
                .has_value());
}

TEST(misread_text_is_explained) {
    EXPECT_EQ(misread(Problem::plain_mention, "@mina", Language::korean),
              "@mina가 누구인지 알 수 없어요. 입력할 때 Slack이 보여 주는 목록에서 골라 주세요. 목록에서 골랐는데도 "
              "그렇다면 관리자에게 알려 주세요. Slack 앱 설정의 이 명령에서 ‘사용자 이름 변환(Escape)’을 켜야 해요.");
    EXPECT_EQ(misread(Problem::plain_mention, "@지은", Language::korean),
              "@지은이 누구인지 알 수 없어요. 입력할 때 Slack이 보여 주는 목록에서 골라 주세요. 목록에서 골랐는데도 "
              "그렇다면 관리자에게 알려 주세요. Slack 앱 설정의 이 명령에서 ‘사용자 이름 변환(Escape)’을 켜야 해요.");
    EXPECT_EQ(misread(Problem::group_mention, "@디자인팀", Language::korean),
              "@디자인팀을 한꺼번에 칭찬할 수는 없어요. 한 사람씩, 또는 10명까지의 사용자 그룹 하나만 멘션해 주세요.");
    EXPECT_EQ(misread(Problem::several_values, "도전", Language::korean),
              "핵심 가치는 하나만 적어 주세요. #협업과 #도전 중에서 골라 주세요.");
    EXPECT_EQ(misread(Problem::several_values, "도전", Language::english), "Please name one value: #협업 or #도전.");
    EXPECT_EQ(misread(Problem::points_unusable, "0", Language::english),
              "0 points cannot be given. Write a whole number from 1 up to what you have left.");
    EXPECT_EQ(misread(Problem::no_message, "", Language::english), "Please say what you are thankful for.");
    EXPECT_EQ(misread(Problem::no_recipient, "", Language::korean), "누구에게 보낼까요? 받는 사람을 멘션해 주세요.");
}

TEST(help_names_the_values_and_what_is_left) {
    KudosText text;
    text.problem = Problem::help;
    const std::string korean = kudos_text_reply(text, 7, {"협업"}, Language::korean).text;
    EXPECT(korean.find("`/kudos @민아 3 #협업 ") != korean.npos);
    EXPECT(korean.find("남은 점수: 7점") != korean.npos);
    const std::string english = kudos_text_reply(text, {}, {"협업"}, Language::english).text;
    EXPECT(english.find("points left") == english.npos);
    EXPECT(kudos_text_reply(text, 1, {"협업"}, Language::english).text.find("you have 1 point left") != korean.npos);
}
