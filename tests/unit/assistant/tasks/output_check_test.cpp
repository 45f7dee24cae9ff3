#include "assistant/tasks/output_check.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <array>

using namespace gracy::assistant;
using gracy::base::Json;

namespace {

std::string first_fault(const OutputCheck& check, std::string_view output) {
    const Json json = Json::parse(output);
    const TaskInputs inputs{{"note", "야근이 많아 힘들었다."}};
    const auto faults = faults_of({&check, 1}, json.view(), inputs);
    return faults.empty() ? "" : faults.front();
}

}  // namespace

TEST(sentences_are_counted_in_both_languages) {
    struct Case {
        std::string_view text;
        std::size_t count;
    };
    constexpr std::array cases{
        Case{"", 0},
        Case{"  \n", 0},
        Case{"...", 0},
        Case{"One", 1},
        Case{"One.", 1},
        Case{"One. Two! Three?", 3},
        Case{"It grew by 3.5 per cent.", 1},
        Case{"Really?! Yes...", 2},
        Case{"했어요. 그래서 좋았어요", 2},
        Case{"했습니다。 좋았습니다…", 2},
        Case{"One.\nTwo.", 2},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(count_sentences(c.text), c.count);
    }
}

TEST(what_an_output_lacks_is_said_with_its_place) {
    using What = OutputCheck::What;
    const OutputCheck length{.what = What::length, .at = "/s/*", .least = 2, .most = 3};
    EXPECT_EQ(first_fault(length, R"({"s":["가나"," 가나다 "]})"), std::string());
    EXPECT_EQ(first_fault(length, R"({"s":["가나","가"]})"),
              std::string("#/s/1 must have 2 to 3 characters; it has 1"));
    EXPECT_EQ(first_fault(length, R"({"s":["가      "]})"), std::string("#/s/0 must have 2 to 3 characters; it has 1"));

    const OutputCheck sentences{.what = What::sentences, .at = "/t", .least = 1, .most = 1};
    EXPECT_EQ(first_fault(sentences, R"({"t":"One."})"), std::string());
    EXPECT_EQ(first_fault(sentences, R"({"t":"One. Two."})"), std::string("#/t must have 1 to 1 sentences; it has 2"));

    const OutputCheck one_of{.what = What::one_of, .at = "/t", .values = {"a", "b"}};
    EXPECT_EQ(first_fault(one_of, R"({"t":"b"})"), std::string());
    EXPECT_EQ(first_fault(one_of, R"({"t":"c"})"), std::string("#/t must be one of: a, b"));

    const OutputCheck quotes{.what = What::quotes, .at = "/t", .input = "note"};
    EXPECT_EQ(first_fault(quotes, R"({"t":"야근이 많아"})"), std::string());
    for (const std::string_view other : {R"({"t":"야근은"})", R"({"t":""})", R"({"t":" "})"}) {
        EXPECT_EQ(first_fault(quotes, other), std::string("#/t must be copied from note, letter by letter"));
    }

    const OutputCheck distinct{.what = What::distinct, .at = "/s/*"};
    EXPECT_EQ(first_fault(distinct, R"({"s":["a","b"]})"), std::string());
    EXPECT_EQ(first_fault(distinct, R"({"s":["a","b","a"]})"), std::string("#/s/2 must differ from the others"));
}

TEST(numbers_and_the_language_are_those_of_the_input) {
    const TaskInputs inputs{{"note", "3개월 동안 서버 비용을 20퍼센트 줄였다."}};
    const OutputCheck numbers{.what = OutputCheck::What::numbers, .at = "/t", .input = "note"};
    const OutputCheck language{.what = OutputCheck::What::language, .at = "/t", .input = "note"};
    const auto faults = [&](const OutputCheck& check, std::string_view text, const TaskInputs& given) {
        const Json output = Json::parse(fmt::format(R"({{"t":"{}"}})", text));
        return faults_of(std::span(&check, 1), output.view(), given);
    };
    EXPECT(faults(numbers, "3개월 만에 비용을 20% 줄인 두 가지 방법을 찾았습니다.", inputs).empty());
    EXPECT_EQ(faults(numbers, "3개월 만에 비용을 30% 줄였습니다.", inputs).front(),
              std::string("#/t must not have the number 30 percent, which note does not have"));
    EXPECT(!faults(numbers, "2026년에 비용을 줄였습니다.", inputs).empty());
    EXPECT(faults(language, "서버 비용을 줄인 AWS 프로젝트입니다.", inputs).empty());
    EXPECT_EQ(faults(language, "I cut the cost of our servers.", inputs).front(), std::string("#/t must be in Korean"));
    const TaskInputs english{{"note", "I cut the cost of our 결재 system by a third."}};
    EXPECT(faults(language, "You cut the cost.", english).empty());
    EXPECT_EQ(faults(language, "비용을 줄였습니다.", english).front(), std::string("#/t must be in English"));
}
