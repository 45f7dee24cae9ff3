#include "slack/answers/question.hpp"

#include "slack/answers/ask_command.hpp"
#include "slack/answers/question_event.hpp"
#include "slack/receiving/delivery.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

std::optional<AskedInSlack> asked(const std::string& event) {
    const auto payload =
        parse_payload(R"({"authorizations":[{"user_id":"UBOT"}],"event":{"user":"U1","ts":"1.2",)" + event + "}}");
    return question_in(payload.value().json.view());
}

}  // namespace

TEST(mention_of_the_bot_is_no_part_of_the_question) {
    EXPECT_EQ(question_text("<@UBOT> 연차는 며칠인가요?", "UBOT"), "연차는 며칠인가요?");
    EXPECT_EQ(question_text("  hey <@UBOT|gracy> is R&amp;D &lt;3 days\n", "UBOT"), "hey  is R&D <3 days");
    EXPECT_EQ(question_text("<@UBOT>", "UBOT"), "");
    EXPECT_EQ(question_text("<@U2|mina> asks", "UBOT"), "@mina asks");
    EXPECT_EQ(question_text("no end <@UBOT", "UBOT"), "no end <@UBOT");
    EXPECT_EQ(question_text(std::string_view("a\0b", 3), ""), "ab");
}

TEST(question_is_composed) {
    EXPECT_EQ(question_text("\xe1\x84\x80\xe1\x85\xa1", ""), "가");
}

TEST(message_to_the_bot_and_mention_in_a_channel_are_questions) {
    const auto direct = asked(R"("type":"message","channel_type":"im","channel":"D1","text":"how?")");
    EXPECT(direct && direct->text == "how?" && direct->thread_ts == "1.2" && direct->channel == "D1");
    const auto with_file = asked(
        R"("type":"message","channel_type":"im","channel":"D1","text":"how?","subtype":"file_share","files":[{"id":"F1"}])");
    EXPECT(with_file && with_file->text == "how?");
    const auto mention = asked(R"("type":"app_mention","channel":"C1","thread_ts":"1.1","text":"<@UBOT> how?")");
    EXPECT(mention && mention->text == "how?" && mention->thread_ts == "1.1" && mention->user_id == "U1");
}

TEST(what_nobody_asked_us_is_no_question) {
    for (const char* event : {
             R"("type":"message","channel_type":"channel","channel":"C1","text":"how?")",
             R"("type":"message","channel_type":"im","channel":"D1","text":"how?","subtype":"message_changed")",
             R"("type":"message","channel_type":"im","channel":"D1","text":"how?","hidden":true)",
             R"("type":"message","channel_type":"im","channel":"D1","text":"how?","bot_id":"B1")",
             R"("type":"app_mention","channel":"C1","text":"<@UBOT> how?","edited":{"ts":"1.3"})",
             R"("type":"app_mention","channel":"D1","text":"<@UBOT> how?")",
             R"("type":"message","channel_type":"im","channel":"D1")",
             R"("type":"message","channel_type":"im","text":"how?")",
         }) {
        EXPECT(!asked(event));
    }
}

TEST(command_asks_in_both_languages) {
    EXPECT_EQ(question_of_command("ask how many <@U2|mina>?").value(), "how many @mina?");
    EXPECT_EQ(question_of_command("질문 연차는 며칠?").value(), "연차는 며칠?");
    EXPECT_EQ(question_of_command("  ask").value(), "");
    EXPECT(!question_of_command("asking for help"));
    EXPECT(!question_of_command("lang ko"));
    EXPECT(!question_of_command(""));
}
