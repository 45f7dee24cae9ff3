#include "slack/check_ins/check_in_question.hpp"

#include "slack/block_kit/block_rules.hpp"
#include "slack/check_ins/check_in_form.hpp"
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

TEST(faces_are_heard_in_words_and_the_chosen_one_says_so) {
    Blocks blocks;
    add_faces(blocks, 2, http::Language::korean);
    const base::Json json = base::Json::parse(blocks.take());
    const base::JsonView faces = json.view()[std::size_t{0}]["elements"];
    EXPECT_EQ(faces[std::size_t{0}]["accessibility_label"].string().value_or(""), "5점 중 1점 · 많이 힘들어요");
    EXPECT_EQ(faces[std::size_t{1}]["accessibility_label"].string().value_or(""),
              "5점 중 2점 · 조금 힘들어요 · 선택됨");
    Blocks english;
    add_faces(english, {}, http::Language::english);
    const base::Json in_english = base::Json::parse(english.take());
    EXPECT_EQ(
        in_english.view()[std::size_t{0}]["elements"][std::size_t{4}]["accessibility_label"].string().value_or(""),
        "5 of 5 · very good");
}

TEST(question_can_be_ended_and_had_back_in_both_languages) {
    const base::Json questions = base::Json::parse(check_in_questions());
    for (const http::Language language : {http::Language::korean, http::Language::english}) {
        const base::JsonView stop = questions[http::name_of(language)]["blocks"][std::size_t{3}]["elements"];
        EXPECT_EQ(stop[std::size_t{0}]["action_id"].string().value_or(""), "check_in_stop");
        EXPECT_EQ(stop[std::size_t{0}]["value"].string().value_or(""), "{date}");
        const base::Json stopped = base::Json::parse(check_in_stopped("2026-01-02", language));
        const base::JsonView again = stopped["blocks"][std::size_t{1}]["elements"];
        EXPECT_EQ(again[std::size_t{0}]["action_id"].string().value_or(""), "check_in_again");
        const base::Json resumed = base::Json::parse(check_in_resumed("2026-01-02", 4, language));
        const base::JsonView faces = resumed["blocks"][std::size_t{1}]["elements"];
        EXPECT_EQ(faces.size(), std::size_t{5});
        EXPECT_EQ(faces[std::size_t{0}]["value"].string().value_or(""), "2026-01-02");
        EXPECT_EQ(faces[std::size_t{3}]["style"].string().value_or(""), "primary");
    }
    EXPECT_EQ(
        questions["ko"]["blocks"][std::size_t{3}]["elements"][std::size_t{0}]["text"]["text"].string().value_or(""),
        "그만 물어보기");
    EXPECT_EQ(
        questions["en"]["blocks"][std::size_t{3}]["elements"][std::size_t{0}]["text"]["text"].string().value_or(""),
        "Don't ask me");
}

TEST(only_a_button_of_the_question_in_a_message_is_a_click_on_it) {
    const auto is_click = [](const char* text) {
        const base::Json click = base::Json::parse(text);
        return is_check_in_click(click.view());
    };
    EXPECT(is_click(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_4", "value": "2026-01-02"}]})"));
    EXPECT(is_click(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_stop"}]})"));
    EXPECT(is_click(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_again"}]})"));
    EXPECT(!is_click(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "check_in_6"}]})"));
    EXPECT(!is_click(R"({"message": {"ts": "1.2"}, "actions": [{"action_id": "coffee_met_yes"}]})"));
    EXPECT(!is_click(R"({"view": {"type": "home"}, "actions": [{"action_id": "check_in_4"}]})"));
    EXPECT(!is_click(R"({"actions": []})"));
}
