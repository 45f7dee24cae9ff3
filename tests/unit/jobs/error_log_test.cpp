#include "jobs/error_log.hpp"
#include "jobs/error_summary.hpp"
#include "test.hpp"

#include <string>

using gracy::jobs::error_summary;
using gracy::jobs::ErrorLog;

TEST(summary_keeps_what_went_wrong_and_nothing_of_whom) {
    EXPECT_EQ(error_summary("slack message 12/345 (chat.postMessage to U0HB000001): missing_scope; waiting 600 s"),
              "slack message ... missing_scope; waiting ... s");
    EXPECT_EQ(error_summary("event Ev123 has no effect: duplicate key value violates unique constraint \"member_key\"\n"
                            "DETAIL:  Key (email)=(minseo.kim@hanbit.example) already exists."),
              "event ... has no effect: duplicate key value violates unique constraint ... already exists.");
    EXPECT_EQ(error_summary("김민서 said 힘들어요 to Seoyeon Park"), "... said ... to ...");
    EXPECT_EQ(error_summary("token xoxb-123-abc at https://h.example/path?code=secret failed"),
              "token ... at ... failed");
    EXPECT_EQ(error_summary(""), "");
}

TEST(summary_hides_what_is_quoted_or_bracketed_even_when_it_never_ends) {
    EXPECT_EQ(error_summary("said \"i hate my boss\" today"), "said ... today");
    EXPECT_EQ(error_summary("row (a, (b), c) and [d] {e} <f> `g` failed"), "row ... and ... failed");
    EXPECT_EQ(error_summary("said \"i hate my boss"), "said ...");
    EXPECT_EQ(error_summary("value (i hate"), "value ...");
}

TEST(summary_is_bounded_ascii_whatever_the_line_is) {
    const std::string words = error_summary(std::string(5000, 'a') + std::string(3000, ' ') + "b c");
    EXPECT_EQ(words, "... b c");
    std::string many;
    for (int i = 0; i < 500; ++i) {
        many += "word ";
    }
    const std::string cut = error_summary(many);
    EXPECT(cut.size() <= 300 && cut.ends_with("word ..."));
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    for (const char c : error_summary(bytes)) {
        EXPECT(c >= 0x20 && c < 0x7f);
    }
}

TEST(errors_are_counted_by_what_they_are_and_taken_once) {
    ErrorLog log;
    log.note("message 1 is not sent");
    log.note("message 2 is not sent");
    log.note("something else");
    const ErrorLog::Batch batch = log.take();
    EXPECT_EQ(batch.summaries.size(), std::size_t{2});
    EXPECT_EQ(batch.summaries[0], "message ... is not sent");
    EXPECT_EQ(batch.counts[0], 2);
    EXPECT(log.take().empty());
    log.note("message 3 is not sent");
    log.put_back(batch);
    EXPECT_EQ(log.take().counts[0], 3);
}

TEST(too_many_kinds_of_errors_are_counted_only) {
    ErrorLog log;
    for (int i = 0; i < 130; ++i) {
        log.note("kind " + std::string(static_cast<std::size_t>(i % 26 + 1), 'a') + static_cast<char>('b' + i / 26));
    }
    const ErrorLog::Batch batch = log.take();
    EXPECT_EQ(batch.summaries.size() + static_cast<std::size_t>(batch.left_out), std::size_t{130});
    EXPECT(batch.left_out > 0 && batch.summaries.size() == 100);
    EXPECT_EQ(log.left_out(), static_cast<std::uint64_t>(batch.left_out));
}
