#include "slack/surveys/survey_form.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

constexpr const char* questions = R"([
    {"no": 1, "kind": "scale", "metric": "enps", "text": {"ko": "추천하시겠어요?", "en": "Recommend us?"}, "required": true, "options": null},
    {"no": 2, "kind": "likert5", "metric": null, "text": {"ko": "일이 의미 있어요.", "en": null}, "required": true, "options": null},
    {"no": 3, "kind": "single", "metric": null, "text": {"ko": null, "en": "Where?"}, "required": true,
     "options": [{"ko": "집", "en": "Home"}, {"en": "Office"}]},
    {"no": 4, "kind": "multi", "metric": null, "text": {"en": "What?"}, "required": false, "options": [{"en": "Pay"}, {"en": "Tools"}]},
    {"no": 5, "kind": "text", "metric": null, "text": {"en": "Else?"}, "required": false, "options": null}])";

SurveyForm form_in(Language language) {
    return {
        .language = language, .wave_id = 7, .title = "진단", .until = "2026-12-01 12:00 (Asia/Seoul)", .privacy = "…"};
}

std::string values_of(std::string_view scale, std::string_view likert, std::string_view single, std::string_view multi,
                      std::string_view text) {
    const auto field = [](int no, std::string_view value) {
        const std::string block = "question_" + std::to_string(no);
        return "\"" + block + "\": {\"" + block + "\": {" + std::string(value) + "}}";
    };
    return "{" + field(1, scale) + "," + field(2, likert) + "," + field(3, single) + "," + field(4, multi) + "," +
           field(5, text) + "}";
}

std::string chosen(std::string_view value) {
    return R"("selected_option": {"value": ")" + std::string(value) + R"("})";
}

}  // namespace

TEST(every_kind_of_question_is_asked_in_the_readers_language_or_in_its_own) {
    const base::Json asked = base::Json::parse(questions);
    const base::Json korean = base::Json::parse(survey_modal(form_in(Language::korean), asked.view()).value());
    const base::JsonView blocks = korean["blocks"];
    EXPECT_EQ(blocks.size(), 7U);
    EXPECT_EQ(blocks[2]["label"]["text"].string().value(), "추천하시겠어요?");
    EXPECT_EQ(blocks[2]["element"]["options"].size(), 11U);
    EXPECT_EQ(blocks[2]["element"]["options"][0]["text"]["text"].string().value(), "0 · 전혀 아니에요");
    EXPECT_EQ(blocks[3]["element"]["options"].size(), 5U);
    EXPECT_EQ(blocks[4]["label"]["text"].string().value(), "Where?");
    EXPECT_EQ(blocks[4]["element"]["options"][0]["text"]["text"].string().value(), "집");
    EXPECT_EQ(blocks[5]["element"]["type"].string().value(), "multi_static_select");
    EXPECT(blocks[5]["optional"].boolean().value());
    EXPECT_EQ(blocks[6]["element"]["type"].string().value(), "plain_text_input");
    EXPECT_EQ(wave_of_form(korean.view()).value(), 7);
}

TEST(a_survey_whose_options_slack_would_cut_is_asked_elsewhere) {
    const std::string longer(76, 'x');
    const base::Json asked = base::Json::parse(
        R"([{"no": 1, "kind": "single", "text": {"en": "Q"}, "required": true, "options": [{"en": "a"}, {"en": ")" +
        longer + R"("}]}])");
    EXPECT(!survey_modal(form_in(Language::english), asked.view()));
}

TEST(answers_are_read_as_the_statement_takes_them) {
    const base::Json asked = base::Json::parse(questions);
    const std::string values =
        values_of(chosen("9"), chosen("4"), chosen("1"), R"("selected_options": [{"value": "1"}, {"value": "2"}])",
                  R"("value": " 회의가 \"많아요\" ")");
    const auto read = read_survey_answers(asked.view(), base::Json::parse(values).view(), Language::english);
    EXPECT_EQ(read.value(), R"([[1,9],[2,4],[3,1],[4,1],[4,2],[5,0,"회의가 \"많아요\""]])");
    const std::string least =
        values_of(chosen("0"), chosen("1"), chosen("2"), R"("selected_options": [])", R"("value": null)");
    EXPECT_EQ(read_survey_answers(asked.view(), base::Json::parse(least).view(), Language::english).value(),
              "[[1,0],[2,1],[3,2]]");
}

TEST(what_is_wrong_is_said_under_its_question) {
    const base::Json asked = base::Json::parse(questions);
    const std::string values = values_of(chosen("11"), R"("selected_option": null)", chosen("3"),
                                         R"("selected_options": [{"value": "2"}, {"value": "2"}])", R"("value": " ")");
    const auto read = read_survey_answers(asked.view(), base::Json::parse(values).view(), Language::english);
    const auto& problems = read.error();
    EXPECT_EQ(problems.size(), 4U);
    EXPECT_EQ(problems[0].block_id, "question_1");
    EXPECT_EQ(problems[1].text, "Please answer this question.");
    EXPECT_EQ(problems[2].block_id, "question_3");
    EXPECT_EQ(problems[3].block_id, "question_4");
}
