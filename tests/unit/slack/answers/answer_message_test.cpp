#include "slack/answers/answer_message.hpp"

#include "assistant_data.hpp"
#include "base/json_writer.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/block_kit/length.hpp"
#include "slack_text.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

constexpr const char* sources =
    R"([{"id":"7","title":"취업규칙 <1>","effective_from":"2026-01-01","headings":["제3장","제15조"],"text":"연차는 <15일>이다.\n* 이월"},)"
    R"({"id":"8","title":"Handbook","effective_from":"2025-01-01","headings":[],"text":"Leave."},)"
    R"({"id":"9","title":"A","effective_from":"2025-01-01","headings":[],"text":"b"},)"
    R"({"id":"10","title":"B","effective_from":"2025-01-01","headings":[],"text":"a fourth"}])";

AssistantAnswer answered() {
    return {.question_id = 3,
            .question = "연차는?",
            .language = Language::korean,
            .outcome = "answered",
            .reason = "",
            .answer = base::Json::parse(
                R"([{"text":"연차는 15일*이에요.","cite":["8","7"]},{"text":"<!channel>","cite":["7"]}])"),
            .sources = base::Json::parse(sources),
            .thread_ts = "1.2"};
}

std::string faults_of(const std::string& arguments) {
    const base::Json json = base::Json::parse(arguments);
    return describe(check_message_blocks(json["blocks"]));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST(answer_shows_sentences_as_they_are_and_numbers_sources_as_they_are_cited) {
    const std::string message = answer_message(answered());
    EXPECT_EQ(faults_of(message), "");
    EXPECT(has(message, R"({"type":"text","text":"연차는 15일*이에요. [1] [2] <!channel> [2]"})"));
    EXPECT(has(message, "[1] *Handbook* · 2025-01-01 시행"));
    EXPECT(has(message, "[2] *취업규칙 &lt;1&gt; › 제3장 › 제15조* · 2026-01-01 시행"));
    EXPECT(has(message, "연차는 &lt;15일&gt;이다. * 이월"));
    EXPECT(has(message, R"("value":"helpful/3")") && has(message, R"("value":"unhelpful/3")"));
    EXPECT(has(message, R"("thread_ts":"1.2")") && has(message, "AI가") && !has(message, "질문:"));
    // What a notification shows is markup to Slack.
    const base::Json json = base::Json::parse(message);
    EXPECT(has(std::string(json["text"].string().value()), "&lt;!channel&gt;"));
}

TEST(what_a_poisoned_policy_says_is_shown_and_leads_nowhere) {
    const base::Json attacks = test::assistant_data("attacks");
    for (const base::JsonView attack : attacks.view().elements()) {
        base::JsonWriter poisoned;
        poisoned.open_array().open_object();
        poisoned.field<"id">("7");
        poisoned.field<"title">(attack["injected"].string().value_or(""));
        poisoned.field<"text">(attack["injected"].string().value_or(""));
        poisoned.close_object().close_array();
        AssistantAnswer answer = answered();
        answer.sources = base::Json::parse(poisoned.take());
        answer.question = attack["question"].string().value_or("");
        answer.thread_ts.reset();
        for (const std::string_view outcome : {"answered", "passages"}) {
            answer.outcome = outcome;
            const base::Json message = base::Json::parse(answer_message(answer));
            for (const base::JsonView block : message["blocks"].elements()) {
                const base::JsonView text = block["elements"][0];
                if (block["type"].string() == "context" && text["verbatim"].boolean() != true) {
                    EXPECT(has(std::string(text["text"].string().value()), "AI가"));
                }
                EXPECT(!has(block.dump(), "<http") || block["type"].string() == "rich_text");
                EXPECT(!has(block.dump(), R"("type":"link")"));
            }
        }
    }
}

TEST(question_that_was_stopped_says_no_more_than_that) {
    AssistantAnswer answer = answered();
    answer.outcome = "stopped";
    answer.answer = base::Json::parse("[]");
    const std::string message = answer_message(answer);
    EXPECT_EQ(faults_of(message), "");
    EXPECT(has(message, "질문을 중지했어요.") && has(message, R"("thread_ts":"1.2")"));
    EXPECT(!has(message, "button") && !has(message, "취업규칙"));
}

TEST(passages_are_quoted_word_for_word_three_at_most) {
    AssistantAnswer answer = answered();
    answer.outcome = "passages";
    answer.reason = "budget";
    answer.answer = base::Json::parse("[]");
    answer.thread_ts.reset();
    const std::string message = answer_message(answer);
    EXPECT_EQ(faults_of(message), "");
    EXPECT(has(message, R"(연차는 <15일>이다.\n* 이월)") && has(message, "예산") && !has(message, "a fourth"));
    EXPECT(has(message, "질문: 연차는?") && !has(message, "thread_ts") && !has(message, "AI가"));
}

TEST(text_says_all_that_the_blocks_of_an_answer_say) {
    AssistantAnswer answer = answered();
    answer.missing = "이월 & 수당";
    answer.escalate = true;
    for (const std::string_view outcome : {"answered", "passages", "not_found"}) {
        answer.outcome = outcome;
        EXPECT_EQ(test::unspoken(answer_message(answer)), "");
    }
    EXPECT_EQ(test::unspoken(halved_answer_message(answer, 1)), "");
}

TEST(nothing_found_is_said_in_the_language_of_the_question) {
    AssistantAnswer answer = answered();
    answer.outcome = "not_found";
    EXPECT(has(answer_message(answer), "찾지 못했어요") && !has(answer_message(answer), "helpful/"));
    EXPECT(has(answer_message(answer), R"("action_id":"ask_hr")"));
    answer.language = Language::english;
    EXPECT_EQ(faults_of(answer_message(answer)), "");
    EXPECT(has(answer_message(answer), "have not found"));
}

TEST(the_longest_passages_are_shortened_to_what_slack_takes) {
    AssistantAnswer answer = answered();
    answer.outcome = "passages";
    std::string text;
    for (int i = 0; i < 5000; ++i) {
        text += "가";
    }
    answer.sources = base::Json::parse(
        R"([{"id":"7","title":"t","effective_from":"2026-01-01","headings":[],"text":")" + text + "\"}]");
    EXPECT_EQ(faults_of(answer_message(answer)), "");
}

TEST(parts_of_an_answer_are_its_sentences_with_nothing_in_them_that_markdown_reads) {
    AssistantAnswer answer = answered();
    answer.answer = base::Json::parse(
        R"([{"text":"연차는 *15일*이고 R&D는 9~12시, 1~5시예요.","cite":["8"]},{"text":"- <!channel>\n_참고_","cite":["7","8"]}])");
    const auto parts = answer_parts(answer);
    EXPECT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts.front().markdown,
              R"(연차는 \*15일\*이고 R&amp;D는 9\~12시, 1\~5시예요. [1] \- &lt;!channel&gt; \_참고\_ [2] [1])");
    EXPECT_EQ(parts.front().sentences, 2U);
}

TEST(long_answer_has_parts_that_make_the_whole_together) {
    AssistantAnswer answer = answered();
    std::string sentence;
    for (int i = 0; i < 10; ++i) {
        sentence += "연차는 회계연도를 기준으로 ";
    }
    std::string sentences;
    for (int i = 0; i < 10; ++i) {
        sentences += (i == 0 ? "" : ",") + std::string(R"({"text":")") + sentence + R"(","cite":["7"]})";
    }
    answer.answer = base::Json::parse("[" + sentences + "]");
    std::string whole;
    std::size_t shown = 0;
    const auto parts = answer_parts(answer);
    EXPECT(parts.size() > 2);
    for (const AnswerPart& part : parts) {
        EXPECT(part.sentences > shown && utf16_length(part.markdown) < 12'000);
        shown = part.sentences;
        whole += part.markdown;
    }
    EXPECT_EQ(shown, 10U);
    EXPECT(has(answer_message(answer), whole));
}

TEST(ending_of_a_streamed_answer_has_all_but_its_sentences) {
    const std::string ending = answer_ending(answered());
    EXPECT_EQ(faults_of(R"({"blocks":)" + ending + "}"), "");
    EXPECT(!has(ending, "15일*이에요") && has(ending, "AI가") && has(ending, "[2] *취업규칙"));
    EXPECT(has(ending, R"("value":"helpful/3")") && has(ending, R"("action_id":"ask_hr")"));
}

TEST(ending_without_an_answer_is_what_the_message_would_be) {
    for (const char* outcome : {"passages", "not_found", "stopped", "failed"}) {
        AssistantAnswer answer = answered();
        answer.outcome = outcome;
        EXPECT(has(answer_message(answer), answer_ending(answer)));
    }
}

TEST(answer_that_its_reader_stopped_ends_where_they_stopped_it) {
    const std::string message = halved_answer_message(answered(), 1);
    EXPECT_EQ(faults_of(message), "");
    EXPECT(has(message, "15일*이에요. [1] [2]") && !has(message, "<!channel>"));
    EXPECT(has(message, "멈췄어요") && has(message, "AI가") && has(message, R"("action_id":"ask_hr")"));
}

TEST(what_is_left_open_is_told_and_hr_is_offered_first) {
    AssistantAnswer answer = answered();
    EXPECT(!has(answer_message(answer), R"("style":"primary")"));
    answer.missing = "사내 <수영장>";
    answer.escalate = true;
    for (const std::string& message : {answer_message(answer), R"({"blocks":)" + answer_ending(answer) + "}"}) {
        EXPECT_EQ(faults_of(message), "");
        EXPECT(has(message, "규정에 나와 있지 않은 내용: 사내 &lt;수영장&gt;"));
        EXPECT(has(message, "인사 담당자에게 문의해 주세요") && has(message, R"("style":"primary")"));
    }
}
