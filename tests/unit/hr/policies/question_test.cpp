#include "hr/policies/question.hpp"

#include "hr/policies/snippet.hpp"
#include "test.hpp"

#include <algorithm>

using namespace gracy::hr;

namespace {

using Kind = LookedUp::Kind;

std::int32_t weight(const WeightedTokens& weighted, std::string_view token) {
    const auto found = std::ranges::find(weighted.tokens, token);
    return found == weighted.tokens.end() ? 0
                                          : weighted.weights[static_cast<std::size_t>(found - weighted.tokens.begin())];
}

}  // namespace

TEST(rare_tokens_are_worth_more_and_unknown_ones_nothing) {
    const Question question("연차휴가 규정");
    const std::vector<LookedUp> found{
        {Kind::token, "", "", 1000}, {Kind::token, "=연차휴가", "=연차휴가", 3}, {Kind::token, "규정", "규정", 900}};
    const WeightedTokens weighted = question.weigh(found);
    EXPECT(weight(weighted, "=연차휴가") > 10 * weight(weighted, "규정"));
    EXPECT(weight(weighted, "규정") > 0);
    EXPECT_EQ(weight(weighted, "차휴"), 0);
}

TEST(words_that_only_ask_are_left_out) {
    const Question question("연차는 어떻게 되나요");
    EXPECT(std::ranges::find(question.tokens(), "어떻") == question.tokens().end());
    EXPECT(std::ranges::find(question.tokens(), "=연차") != question.tokens().end());
}

TEST(a_companys_own_group_takes_the_place_of_a_default_one) {
    const Question question("PTO");
    const std::vector<LookedUp> counts{{Kind::token, "", "", 100}, {Kind::token, "=연차", "=연차", 5}};
    EXPECT(weight(question.weigh(counts), "=연차") > 0);
    std::vector<LookedUp> own = counts;
    own.push_back({Kind::no_default, "pto", "", 0});
    EXPECT_EQ(weight(question.weigh(own), "=연차"), 0);
}

TEST(a_known_word_is_not_corrected) {
    const Question question("연차");
    const std::vector<LookedUp> near{{Kind::token, "", "", 100}, {Kind::spelling, "연차", "=연자", 5}};
    EXPECT(weight(question.weigh(near), "=연자") > 0);
    std::vector<LookedUp> known = near;
    known.push_back({Kind::token, "=연차", "=연차", 2});
    EXPECT_EQ(weight(question.weigh(known), "=연자"), 0);
}

TEST(what_every_chunk_has_is_not_read_when_there_is_enough_else) {
    const Question question("회사 사원 업무 연차 병가 급여");
    std::vector<LookedUp> found{{Kind::token, "", "", 100'000}};
    for (const char* rare : {"=연차", "=병가", "=급여", "연차", "병가", "급여"}) {
        found.push_back({Kind::token, rare, rare, 50});
    }
    for (const char* common : {"=회사", "=사원", "=업무"}) {
        found.push_back({Kind::token, common, common, 90'000});
    }
    const WeightedTokens weighted = question.weigh(found);
    EXPECT_EQ(weight(weighted, "=회사"), 0);
    EXPECT(weight(weighted, "=연차") > 0);
    // But a question of nothing else is answered all the same.
    const std::vector<LookedUp> only{{Kind::token, "", "", 100'000}, {Kind::token, "=회사", "=회사", 90'000}};
    EXPECT(weight(question.weigh(only), "=회사") > 0);
}

TEST(of_words_that_every_chunk_has_the_rarest_is_read) {
    const Question question("회사 사원 업무");
    const std::vector<LookedUp> found{{Kind::token, "", "", 100'000},
                                      {Kind::token, "=회사", "=회사", 90'000},
                                      {Kind::token, "=사원", "=사원", 70'000},
                                      {Kind::token, "=업무", "=업무", 80'000}};
    const WeightedTokens weighted = question.weigh(found);
    EXPECT_EQ(weighted.tokens.size(), 1U);
    EXPECT(weight(weighted, "=사원") > 0);
}

TEST(a_snippet_marks_what_matches) {
    const auto segments = snippet_of("연차휴가는 15일이다.", {"15일", "=연차휴가"});
    EXPECT_EQ(segments.size(), 4U);
    EXPECT_EQ(segments[0].text, "연차휴가");
    EXPECT(segments[0].match && !segments[1].match && segments[2].match);
    EXPECT_EQ(segments[2].text, "15일");
}

TEST(a_snippet_of_a_long_text_is_short_and_whole) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += "아무 말이나 적는다 ";
    }
    text += "수영장 입장권";
    const auto segments = snippet_of(text, {"=수영장"});
    EXPECT(segments.front().text.starts_with("…"));
    EXPECT(std::ranges::any_of(segments, [](const SnippetSegment& one) { return one.match && one.text == "수영장"; }));
}
