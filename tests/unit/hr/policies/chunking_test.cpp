#include "hr/policies/chunking.hpp"

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "test.hpp"

#include <algorithm>

using namespace gracy;
using hr::Chunk;
using hr::chunks_of;

namespace {

std::string path(const Chunk& chunk) {
    std::string joined;
    for (const std::string& heading : chunk.headings) {
        joined += (joined.empty() ? "" : " > ") + heading;
    }
    return joined;
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

}  // namespace

TEST(headings_are_a_path) {
    const auto chunks = chunks_of("# 규칙\n서문\n## 휴가\n### 병가\n아플 때\n## 급여\n25일\n");
    EXPECT_EQ(chunks.size(), 3U);
    EXPECT_EQ(path(chunks[0]), "규칙");
    EXPECT_EQ(path(chunks[1]), "규칙 > 휴가 > 병가");
    EXPECT_EQ(chunks[1].body, "아플 때");
    EXPECT_EQ(path(chunks[2]), "규칙 > 급여");
}

TEST(the_headings_of_korean_rules_need_no_signs) {
    const auto chunks = chunks_of(
        "제1장 총칙\n제1조(목적) 이 규칙은 정한다.\n제2조의2 (정의) ① 말한다.\n② 또 말한다.\n제2장 복무\n제3조(의무) "
        "지킨다.");
    EXPECT_EQ(chunks.size(), 3U);
    EXPECT_EQ(path(chunks[0]), "제1장 총칙 > 제1조(목적)");
    EXPECT_EQ(chunks[0].body, "이 규칙은 정한다.");
    EXPECT_EQ(path(chunks[1]), "제1장 총칙 > 제2조의2 (정의)");
    EXPECT_EQ(chunks[1].body, "① 말한다.\n② 또 말한다.");
    EXPECT_EQ(path(chunks[2]), "제2장 복무 > 제3조(의무)");
}

TEST(a_sentence_that_names_an_article_is_text) {
    const auto chunks = chunks_of("제27조에 따라 휴가를 준다.\n제주도에 간다.\n```\n# no heading\n```\n#hashtag");
    EXPECT_EQ(chunks.size(), 1U);
    EXPECT(chunks[0].headings.empty());
}

TEST(nothing_but_blanks_is_nothing) {
    EXPECT(chunks_of("").empty());
    EXPECT(chunks_of(" \n\t\n").empty());
    EXPECT(chunks_of("# 제목만\n").empty());
}

TEST(long_sections_are_cut_at_sentences_and_overlap) {
    const auto chunks = chunks_of("# 긴 글\n" + repeated("이 문장은 열다섯 글자가 조금 넘는다. ", 200));
    EXPECT(chunks.size() > 5);
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const std::size_t size = base::code_points(chunks[i].body);
        EXPECT(size <= 1200);
        EXPECT_EQ(path(chunks[i]), "긴 글");
        if (i + 1 < chunks.size()) {
            EXPECT(chunks[i].body.ends_with("."));
            // What the next begins with is how this one ends.
            const std::u32string next = base::to_code_points(chunks[i + 1].body);
            EXPECT(chunks[i].body.find(base::to_utf8(next.substr(0, 20))) != std::string::npos);
        }
    }
}

TEST(text_without_any_place_to_cut_is_cut_between_characters) {
    // A family of three, joined: one character of five code points.
    const std::string family = "👨‍👩‍👧";
    const auto chunks = chunks_of(repeated(family, 2000));
    EXPECT(chunks.size() > 1);
    std::size_t length = 0;
    for (const Chunk& chunk : chunks) {
        EXPECT_EQ(chunk.body.size() % family.size(), 0U);
        length += chunk.body.size();
    }
    EXPECT(length >= 2000 * family.size());
}

TEST(one_character_wider_than_a_chunk_is_a_chunk) {
    const std::string wide = "가" + repeated("\u0301", 5000);
    const auto chunks = chunks_of(wide + wide);
    EXPECT_EQ(chunks.size(), 2U);
}
