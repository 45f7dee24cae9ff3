#include "hr/policies/tokens.hpp"

#include "base/unicode.hpp"
#include "hr/policies/korean.hpp"
#include "hr/policies/synonyms.hpp"
#include "test.hpp"

#include <algorithm>

using namespace gracy::hr;

namespace {

std::string all(std::string_view text) {
    std::string joined;
    for (const Token& token : tokens_of(text)) {
        joined += (joined.empty() ? "" : " ") + token.text;
    }
    return joined;
}

bool has(const std::vector<std::string>& tokens, std::string_view token) {
    return std::ranges::find(tokens, token) != tokens.end();
}

}  // namespace

TEST(hangul_gives_pairs_and_its_word_without_particles) {
    EXPECT_EQ(all("연차휴가는"), "연차 차휴 휴가 가는 =연차휴가");
    EXPECT_EQ(all("휴가"), "휴가 =휴가");
    EXPECT_EQ(all("회사에서는"), "회사 사에 에서 서는 =회사");
    EXPECT_EQ(all("수"), "수");
}

TEST(a_word_is_never_taken_for_a_particle) {
    EXPECT_EQ(all("제도"), "제도 =제도");
    EXPECT_EQ(all("회의"), "회의 =회의");
}

TEST(latin_words_give_their_stem_and_themselves) {
    EXPECT_EQ(all("Leaves"), "leav leaves");
    EXPECT_EQ(all("PTO"), "pto");
    EXPECT_EQ(all("how are the"), "");
}

TEST(numbers_keep_their_units) {
    EXPECT_EQ(all("15일"), "15 15일 일");
    EXPECT_EQ(all("1,500만원"), "1500 1500만원 만원 =만원");
    EXPECT_EQ(all("80%"), "80 80%");
    EXPECT_EQ(all("15 days"), "15 15day day days");
    EXPECT_EQ(all("3."), "3");
}

TEST(scripts_are_split_where_they_change) {
    EXPECT_EQ(all("USB메모리"), "usb 메모 모리 =메모리");
    EXPECT_EQ(all("café"), "café");
}

TEST(endless_runs_are_cut) {
    std::string endless;
    for (int i = 0; i < 1000; ++i) {
        endless += "가";
    }
    for (const Token& token : tokens_of(endless)) {
        EXPECT(gracy::base::to_code_points(token.text).size() <= 65);
    }
}

TEST(chunks_know_their_headings_and_what_they_are_about) {
    const auto tokens = chunk_tokens({"제3장 휴가"}, "병가는 병가이다. 병가로 쓴다. 급여");
    EXPECT(has(tokens, "^휴가") && has(tokens, "휴가"));
    EXPECT(has(tokens, "+병가") && has(tokens, "병가"));
    EXPECT(has(tokens, "급여") && !has(tokens, "+급여"));
    EXPECT(std::ranges::is_sorted(tokens));
    EXPECT(std::ranges::adjacent_find(tokens) == tokens.end());
}

TEST(no_token_has_white_space) {
    for (const std::string& token : chunk_tokens({"a b"}, "12 days 15 일 A\u00a0B\u3000다 x\ty")) {
        EXPECT(token.find_first_of(" \t\n\r") == std::string::npos);
    }
}

TEST(terms_with_the_same_meaning_have_the_same_key) {
    EXPECT_EQ(synonym_key("Annual Leave"), synonym_key("annual  leaves"));
    EXPECT_EQ(synonym_key("연차 휴가"), synonym_key("연차휴가"));
    EXPECT_EQ(synonym_key("half-day"), synonym_key("half day"));
    EXPECT_EQ(synonym_key("!?"), "");
}

TEST(terms_are_found_in_a_question) {
    EXPECT(has(synonym_keys_in("연차휴가는 며칠인가요"), synonym_key("연차")));
    EXPECT(has(synonym_keys_in("연차 휴가는"), synonym_key("연차휴가")));
    EXPECT(has(synonym_keys_in("How much annual leave do I have"), synonym_key("Annual Leave")));
    EXPECT(!has(synonym_keys_in("stop that"), synonym_key("PTO")));
}

TEST(no_term_stands_in_two_default_groups) {
    std::vector<std::string> keys;
    for (const SynonymGroup& group : default_synonyms()) {
        keys.insert(keys.end(), group.keys.begin(), group.keys.end());
    }
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    EXPECT_EQ(twice == keys.end() ? std::string() : *twice, std::string());
}

TEST(texts_share_a_term_of_the_companys_own_or_of_every_companys) {
    EXPECT(share_synonyms("You get annual leave.", "연차를 준다."));
    EXPECT(!share_synonyms("The zephyr bonus is paid in spring.", "봄바람금은 봄에 준다."));
    const std::vector<SynonymKeys> own{{synonym_key("zephyr bonus"), synonym_key("봄바람금")},
                                       {synonym_key("PTO"), synonym_key("parent teacher organisation")}};
    EXPECT(share_synonyms("The zephyr bonus is paid in spring.", "봄바람금은 봄에 준다.", own));
    EXPECT(!share_synonyms("The summer bonus is paid.", "봄바람금은 봄에 준다.", own));
    // What a company says of a term counts alone; the others of the group stay.
    EXPECT(share_synonyms("PTO", "연차를 준다.") && !share_synonyms("PTO", "연차를 준다.", own));
    EXPECT(share_synonyms("You get annual leave.", "연차를 준다.", own));
}
