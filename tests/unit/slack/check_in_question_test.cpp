#include "slack/check_in_question.hpp"

#include "slack/block_rules.hpp"
#include "slack/check_in_form.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

TEST(question_has_a_face_for_each_score_that_carries_the_day) {
    const base::Json questions = base::Json::parse(check_in_questions());
    for (const char* const language : {"ko", "en"}) {
        const base::JsonView message = questions[language];
        EXPECT_EQ(describe(check_message_blocks(message["blocks"])), "");
        EXPECT(message["text"].string());
        const base::JsonView faces = message["blocks"][std::size_t{1}]["elements"];
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_EQ(tapped_score(faces[i]["action_id"].string().value_or("")).value_or(0),
                      static_cast<std::int32_t>(i + 1));
            EXPECT_EQ(faces[i]["value"].string().value_or(""), "{date}");
        }
    }
}

TEST(only_a_face_in_a_message_answers_the_question) {
    const auto answers = [](const char* text) {
        const base::Json click = base::Json::parse(text);
        return is_check_in_answer(click.view());
    };
    EXPECT(answers(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_4", "value": "2026-01-02"}]})"));
    EXPECT(!answers(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_6"}]})"));
    EXPECT(!answers(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "coffee_met_yes"}]})"));
    EXPECT(!answers(R"({"view": {"type": "home"}, "actions": [{"action_id": "check_in_4"}]})"));
    EXPECT(!answers(R"({"actions": []})"));
}
