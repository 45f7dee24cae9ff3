#include "wellbeing/risk.hpp"

#include "test.hpp"
#include "wellbeing/help_lines.hpp"

using namespace gracy;
using wellbeing::Risk;
using wellbeing::risk_of_note;

namespace {

std::string help(Risk risk, std::string_view zone, http::Language language,
                 std::optional<std::string_view> contact = std::nullopt) {
    base::JsonWriter json;
    json.open_object();
    json.key<"help">();
    wellbeing::write_help(json, wellbeing::help_for(risk, zone, contact, language));
    json.close_object();
    return json.take();
}

}  // namespace

TEST(words_of_despair_are_found_in_both_languages) {
    for (const std::string_view note :
         {"오늘은 정말 죽고 싶다", "그냥죽고싶어요", "자살 생각이 든다", "다 끝났다.자해했다", "이제 살기싫다",
          "극단적인 선택을 생각했다", "그냥 사라져버리고 싶어", "I want to  DIE", "thinking about suicide",
          "I don\u2019t want to live like this", "sometimes I want to\nkill myself"}) {
        EXPECT(risk_of_note(note) == Risk::self_harm);
    }
}

TEST(words_of_despair_are_found_however_they_are_put) {
    for (const std::string_view note : {"죽는 게 나을 것 같다",
                                        "차라리 죽는게 나아",
                                        "죽는 게 낫겠다",
                                        "더 이상 살고 싶지 않다",
                                        "너무 힘들어서 살고 싶지 않다",
                                        "이젠 살기가 싫다",
                                        "살고 싶지가 않아요",
                                        "삶을 끝내고 싶다",
                                        "생을 마감하고 싶어요",
                                        "세상을 떠나고 싶다",
                                        "이 세상에서 살고 싶지 않아",
                                        "내일을 살 이유가 없다",
                                        "그냥 죽었으면 좋겠다",
                                        "아무도 모르게 없어지고 싶다",
                                        "목숨 끊을 생각을 했다",
                                        "손목을 그었다",
                                        "손목을 긋고 싶다",
                                        "더는 살 이유가 없다",
                                        "살 이유가 없다",
                                        "I dont want to live",
                                        "I don't want to be alive anymore",
                                        "just want to end it all"}) {
        EXPECT(risk_of_note(note) == Risk::self_harm);
    }
}

TEST(a_word_begins_after_anything_that_is_no_letter_of_its_script) {
    for (const std::string_view note : {"힘들다…자살하고 싶다", "ㅠㅠ자살", "“suicide”", "요즘suicide", "😢suicide",
                                        "😢자해했다", "「자살」", "work—kill myself", "a\u00a0suicide note",
                                        "죽고\u00a0싶다", "죽고\u3000싶다", "kill\u00a0myself", "😢\u3000자살"}) {
        EXPECT(risk_of_note(note) == Risk::self_harm);
    }
}

TEST(other_dangers_are_told_apart_and_the_gravest_counts) {
    EXPECT(risk_of_note("팀장의 폭언이 계속된다") == Risk::harassment);
    EXPECT(risk_of_note("직장내 괴롭힘을 겪고 있다") == Risk::harassment);
    EXPECT(risk_of_note("I am being bullied by my lead") == Risk::harassment);
    EXPECT(risk_of_note("그 사람을 죽여버리겠다") == Risk::harm_to_others);
    EXPECT(risk_of_note("I could kill him") == Risk::harm_to_others);
    EXPECT(risk_of_note("I'm going to kill them all") == Risk::harm_to_others);
    EXPECT(risk_of_note("one day I kill my boss") == Risk::harm_to_others);
    EXPECT(risk_of_note("칼로 찔러 버리고 싶다") == Risk::harm_to_others);
    EXPECT(risk_of_note("성희롱을 당했는데 예방교육만 받으라고 한다") == Risk::harassment);
    EXPECT(risk_of_note("폭언에 지쳐 죽고 싶다") == Risk::self_harm);
}

TEST(everyday_words_are_left_alone) {
    for (const std::string_view note : {
             "",
             "혼자 살아서 편하다",
             "혼자살기 시작했다",
             "과자 살 돈이 없다",
             "배고파 죽겠다",
             "웃겨 죽는 줄",
             "그렇게 하자 해서 했다",
             "오늘 발표 잘 끝났다",
             "we killed it today",
             "dying to see the result",
             "a skill myself",
             "the deadline is brutal",
             "meetings kill my focus",
             "zombie jobs, had to kill them",
             "손목을 그냥 삐었다",
             "칼로 찌르는 듯한 두통",
             "성희롱 예방교육 들었다",
             "직장 내 괴롭힘 예방교육 들었다",
             "성희롱·성폭력 예방교육을 이수했다",
             "자살예방교육",
             "폭언 교육 자료를 만들었다",
             "비싼 걸 살 이유가 없다",
             "had to send it all again",
         }) {
        EXPECT(risk_of_note(note) == Risk::none);
    }
}

TEST(risks_have_the_names_that_models_use) {
    EXPECT(wellbeing::risk_named("self_harm") == Risk::self_harm);
    EXPECT(wellbeing::risk_named("distress") == Risk::distress);
    EXPECT(wellbeing::risk_named("none") == Risk::none);
    EXPECT(wellbeing::risk_named("?") == Risk::none);
}

TEST(help_is_of_the_country_and_in_the_language) {
    EXPECT_EQ(help(Risk::none, "Asia/Seoul", http::Language::korean), R"({"help":null})");
    const std::string seoul = help(Risk::self_harm, "Asia/Seoul", http::Language::korean, "마음상담실 내선 7000");
    EXPECT(seoul.contains(R"("contact":"109")"));
    EXPECT(seoul.contains(R"("contact":"1577-0199")"));
    EXPECT(seoul.contains("마음상담실 내선 7000"));
    EXPECT(seoul.contains("나만 볼 수 있어요"));
    EXPECT(help(Risk::self_harm, "America/New_York", http::Language::english).contains(R"("contact":"988")"));
    EXPECT(help(Risk::distress, "Europe/London", http::Language::english).contains("116 123"));
    EXPECT(help(Risk::self_harm, "Europe/Paris", http::Language::english).contains("findahelpline.com"));
    const std::string harassed = help(Risk::harassment, "Asia/Seoul", http::Language::english);
    EXPECT(harassed.contains(R"("contact":"112")"));
    EXPECT(harassed.contains("ticket that only you send"));
}
