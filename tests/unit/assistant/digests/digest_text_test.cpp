#include "assistant/digests/digest_text.hpp"

#include "test.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace gracy;
using assistant::DigestFact;
using http::Language;

namespace {

const base::Date week = std::chrono::year(2026) / 11 / 16;

std::vector<DigestFact> facts(std::string_view json = R"({"gifts": 128, "gifts_before": 101, "participation": 63,
    "values": [{"name": "Ownership", "name_ko": "주인의식"}], "mood": 3.8, "mood_before": 3.9, "mood_week": "2026-11-16"})") {
    return assistant::facts_of(base::Json::parse(json).view(), week);
}

std::string faults(std::string_view english, std::string_view korean) {
    const base::Json output = base::Json::parse(fmt::format(R"({{"en": "{}", "ko": "{}"}})", english, korean));
    return fmt::format("{}", fmt::join(assistant::faults_of_digest(output.view(), facts()), "; "));
}

}  // namespace

TEST(a_model_is_told_names_and_comparisons_and_no_number) {
    const std::string told = assistant::facts_for_model(facts());
    EXPECT(told.contains("[GIFTS]: how often people were thanked; more than the week before\n"));
    EXPECT(told.contains("[MOOD]") && told.contains("; less than the week before"));
    EXPECT(told.contains("[PARTICIPATION]") && !told.contains("[GIVERS]"));
    EXPECT_EQ(told.find_first_of("0123456789"), std::string::npos);
    EXPECT(!told.contains("Ownership"));
}

TEST(numbers_come_from_the_facts_in_both_languages) {
    EXPECT(assistant::digest_text("[GIFTS] for [VALUES], [PARTICIPATION]", facts(), week, Language::english)
               .contains("\n128 for Ownership, 63%\n"));
    EXPECT(
        assistant::digest_text("[GIFTS]건, [VALUES]", facts(), week, Language::korean).contains("\n128건, 주인의식\n"));
    EXPECT_EQ(assistant::digest_numbers(facts(), week, Language::korean),
              "지난주 우리 문화 (2026-11-16 ~ 2026-11-22)\n• 칭찬: 128건 (그 전 주 101건)\n• 참여: 63% 이상\n"
              "• 가장 많이 고마워한 가치: 주인의식\n• 체크인 평균(1~5): 3.8");
    EXPECT_EQ(assistant::digest_numbers(facts(R"({"gifts": 7, "values": []})"), week, Language::english),
              "Our culture last week (2026-11-16 to 2026-11-22)\n• Recognition: 7");
}

TEST(a_number_of_the_models_own_is_found) {
    constexpr std::string_view good = "[GIFTS]건이에요";
    EXPECT_EQ(faults("[GIFTS] thanks, one and all", good), "");
    for (const std::string_view bad :
         {"[GIFTS] thanks, 3 more", "[GIFTS] thanks, Seven more", "half of it: [GIFTS]", "[GIFTS], a dozen",
          "[GIFTS] \uFF13", "[GIFTS], thirteen more", "[GIFTS] from ninety of us", "three quarters: [GIFTS]",
          "dozens of thanks, [GIFTS]", "[GIFTS], hundreds of them", "[GIFTS], it has doubled", "a tenfold [GIFTS]",
          "[GIFTS], a third of it", "[GIFTS], a lot of %", "[GIFTS] and \u00BD", "\u2460 [GIFTS]",
          "[GIFTS], twenty-one more"}) {
        EXPECT_EQ(faults(bad, good).contains("#/en has a number of its own") ? "" : bad, "");
    }
    for (const std::string_view bad :
         {"[GIFTS]건, 절반", "[GIFTS]건으로 두 배", "[GIFTS]건, 30 퍼센트", "[GIFTS]건, 세 명이 더", "[GIFTS]건, 열 명",
          "스무 명이 [GIFTS]건", "[GIFTS]건, 백 건 더", "[GIFTS]건, 삼십 프로", "[GIFTS]건, 오십프로"}) {
        EXPECT_EQ(faults("[GIFTS] thanks", bad).contains("#/ko has a number of its own") ? "" : bad, "");
    }
}

TEST(words_that_only_look_like_numbers_are_left_alone) {
    EXPECT_EQ(faults("People thanked one another [GIFTS] times, and took the first step every week", "[GIFTS]건이에요"),
              "");
    for (const std::string_view fine :
         {"프로그램과 프로젝트에서 [GIFTS]건", "한 주 동안 [GIFTS]건이었어요",
          "지난주에는 서로에게 [GIFTS]번 고마움을 전했어요", "모두 한마음으로 [GIFTS]건, 정말 멋진 한 주였어요",
          "일주일 동안 [GIFTS]건이었어요", "매주 [GIFTS]건이에요"}) {
        EXPECT_EQ(faults("[GIFTS] thanks", fine), "");
    }
}

TEST(a_sign_of_per_cent_comes_with_its_number) {
    EXPECT(
        assistant::facts_for_model(facts()).contains("[PARTICIPATION]: at least what share of people thanked or were "
                                                     "thanked; its per cent sign is put in with it\n"));
    EXPECT(faults("[PARTICIPATION]% of us", "[GIFTS]건이에요").contains("#/en has a number of its own"));
    EXPECT(faults("[GIFTS] thanks", "[PARTICIPATION]％가 함께했어요").contains("#/ko has a number of its own"));
}

TEST(only_the_names_that_there_are_stand_in_it) {
    EXPECT(faults("[GIFTS] and [GIVERS]", "[GIFTS]건이에요").contains("none of the names"));
    EXPECT(faults("[GIFTS] and [GIFTS]", "[GIFTS]건이에요").contains("more than once"));
    EXPECT(faults("a good week", "[GIFTS]건이에요").contains("#/en has none of the names"));
    EXPECT(faults("[GIFTS", "[GIFTS]건이에요").contains("#/en has none of the names"));
    EXPECT(faults("[GIFTS] thanks", "[GIFTS] thanks").contains("#/ko is in the wrong language"));
}
