#include "slack/answers/stream_chunks.hpp"

#include "test.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

const base::Json& steps() {
    static const base::Json all = base::Json::parse(
        R"([{"step":"found","places":["취업규칙 › 제15조","Handbook"]},{"step":"looked_up","tool":"list_holidays"},)"
        R"({"step":"looked_up","tool":"<!channel>"},{"step":"rewriting"},{"step":"dancing"}])");
    return all;
}

AssistantAnswer outcome(std::string name) {
    return {.question_id = 3,
            .question = "?",
            .language = Language::korean,
            .outcome = std::move(name),
            .reason = {},
            .answer = base::Json::parse("[]"),
            .sources = base::Json::parse("[]"),
            .thread_ts = "1.2"};
}

/// "search complete, write in_progress", of each task what was said last.
std::string tasks_of(const std::string& chunks) {
    const base::Json json = base::Json::parse(chunks);
    std::vector<std::pair<std::string, std::string>> tasks;
    for (const base::JsonView chunk : json.view().elements()) {
        if (chunk["type"].string() == "task_update") {
            const std::string id(chunk["id"].string().value());
            const std::string status(chunk["status"].string().value());
            EXPECT(!chunk["title"].string().value_or("").empty());
            const auto known = std::ranges::find(tasks, id, &std::pair<std::string, std::string>::first);
            (known == tasks.end() ? tasks.emplace_back(id, "") : *known).second = status;
        }
    }
    std::string all;
    for (const auto& [id, status] : tasks) {
        all += (all.empty() ? "" : ", ") + id + " " + status;
    }
    return all;
}

bool has(const std::string& text, std::string_view part) {
    return text.contains(part);
}

}  // namespace

TEST(stream_begins_with_a_plan_in_the_language_of_the_question) {
    EXPECT_EQ(tasks_of(opening_chunks(Language::korean)), "search in_progress");
    EXPECT(has(opening_chunks(Language::korean), "찾아보고 있어요") &&
           has(opening_chunks(Language::english), "Looking it up"));
}

TEST(news_alone_are_appended_and_nothing_that_nobody_knows) {
    const std::string all = progress_chunks(steps().view(), 0, Language::korean);
    EXPECT_EQ(tasks_of(all), "search complete, write in_progress, list_holidays complete, check in_progress");
    EXPECT(has(all, R"("output":"취업규칙 › 제15조, Handbook")") && !has(all, "channel"));
    EXPECT_EQ(tasks_of(progress_chunks(steps().view(), 3, Language::korean)), "check in_progress");
}

TEST(plan_ends_as_the_answer_did) {
    const base::JsonView all = steps().view();
    EXPECT_EQ(tasks_of(closing_chunks(all, outcome("answered"), "text")),
              "search complete, write complete, list_holidays complete, check complete");
    EXPECT_EQ(tasks_of(closing_chunks(all, outcome("passages"), "")),
              "search complete, write error, list_holidays complete, check error");
    const base::Json nothing = base::Json::parse("[]");
    EXPECT_EQ(tasks_of(closing_chunks(nothing.view(), outcome("not_found"), "")), "search complete");
    EXPECT_EQ(tasks_of(closing_chunks(nothing.view(), outcome("stopped"), "")), "search error");
    EXPECT(has(closing_chunks(all, outcome("answered"), "끝"), R"({"type":"markdown_text","text":"끝"}])"));
    EXPECT(!has(closing_chunks(all, outcome("stopped"), ""), "markdown_text"));
}
