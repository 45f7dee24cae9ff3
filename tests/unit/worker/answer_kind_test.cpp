// The rules that Gracy comes with (conf/assistant/policy_answer.toml), held against the recorded answers and the
// attacks of tests/data/assistant: what the file tells a model, and how much room it leaves, is judged and not only the
// code.
#include "assistant/answers/policy_answer.hpp"
#include "assistant/answers/prompt.hpp"
#include "assistant/model/completion.hpp"
#include "assistant_cases.hpp"
#include "test.hpp"
#include "worker/configuration.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

using namespace gracy;
using namespace gracy::assistant;

namespace {

/// As a worker reads it.
const AnswerKind& shipped() {
    static const AnswerKind kind = [] {
        const std::filesystem::path file =
            std::filesystem::temp_directory_path() / fmt::format("gracy_answer_kind_{}.toml", getpid());
        std::ofstream(file) << fmt::format(
            "[database]\nconninfo = \"host=/run/postgresql dbname=gracy user=gracy_app\"\n[assistant]\nkinds = "
            "\"{}\"\n",
            (std::filesystem::path(GRACY_TEST_DATA) / "../../conf/assistant").lexically_normal().string());
        const worker::Configuration configuration = worker::read_configuration(file);
        std::filesystem::remove(file);
        return configuration.assistant.answers;
    }();
    return kind;
}

const std::vector<std::string> hosts{"hr.hanbit.example"};

/// With everything that rules may tell of.
Conversation conversation_of(std::string_view question, http::Language language, std::span<const Passage> passages) {
    const std::vector<Turn> earlier{{.question = "연차는 며칠인가요?", .answer = "15일이에요."}};
    return policy_conversation(shipped(), question, language, passages,
                               {.tools = {{.name = "search_policies", .description = "More.", .parameters = "{}"}},
                                .today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20),
                                .earlier = earlier,
                                .own_hosts = hosts});
}

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) {
        ++found;
    }
    return found;
}

/// Words in quotation marks, such as "missing".
std::vector<std::string> quoted_words(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = text.find('"'); at != text.npos;) {
        const std::size_t end = text.find('"', at + 1);
        if (end == text.npos) {
            break;
        }
        words.emplace_back(text.substr(at + 1, end - at - 1));
        at = text.find('"', end + 1);
    }
    return words;
}

}  // namespace

TEST(shipped_rules_tell_a_model_all_that_a_recorded_answer_rests_on) {
    const base::Json data = test::assistant_data("evaluation");
    std::string wrong;
    for (const base::JsonView answer : data["answers"].elements()) {
        const auto passages = test::recorded_passages(answer, data["passages"]);
        const Conversation asked = conversation_of("어떻게 되나요?", test::language_of(answer), passages);
        const std::string& told = asked.messages.back().text;
        bool is_whole = passages.size() <= static_cast<std::size_t>(shipped().limits.passages);
        for (std::size_t i = 0; i < passages.size(); ++i) {
            is_whole = is_whole && told.contains(passage_text(passages[i], i));
        }
        Completion written;
        written.output = test::recorded_output(answer);
        written.written = written.output.size();
        written.usage.estimated = true;
        estimate_usage(written, asked);
        if (!is_whole || written.usage.completion_tokens > asked.max_tokens ||
            estimated_prompt_tokens(asked) > shipped().limits.prompt_tokens) {
            wrong += answer["answer"].dump() + "; ";
        }
    }
    EXPECT_EQ(wrong, "");
}

TEST(shipped_limits_leave_room_for_as_many_passages_as_are_looked_for) {
    Passage longest;
    longest.title = "취업규칙";
    // As long as a piece of a policy becomes.
    for (int i = 0; i < 600; ++i) {
        longest.text += "휴";
    }
    const std::vector<Passage> passages(static_cast<std::size_t>(shipped().limits.passages), longest);
    const Conversation asked = conversation_of("연차는?", http::Language::korean, passages);
    EXPECT(asked.messages.back().text.contains(passage_text(longest, passages.size() - 1)));
    EXPECT(estimated_prompt_tokens(asked) <= shipped().limits.prompt_tokens);
}

TEST(shipped_rules_ask_for_the_object_and_for_what_is_checked) {
    for (const auto language : {http::Language::korean, http::Language::english}) {
        const Conversation asked = conversation_of("연차는?", language, {});
        const std::string& rules = asked.messages.front().text;
        const bool in_korean = language == http::Language::korean;
        EXPECT(rules.contains("2026-11-20") && rules.contains("https://hr.hanbit.example/"));
        EXPECT(rules.contains(in_korean ? "Korean" : "English") && !rules.contains(in_korean ? "English" : "Korean"));
        EXPECT(!rules.contains('{') && !rules.contains('}'));
        std::string unknown;
        for (const std::string& word : quoted_words(rules)) {
            unknown += asked.form.schema.contains(fmt::format("\"{}\"", word)) ? "" : word + "; ";
        }
        EXPECT_EQ(unknown, "");
        // Why answers are refused, each said before the first one.
        for (const std::string_view word : {"Cite", "numbers, dates", "\"answerable\"", "\"missing\"", "\"escalate\"",
                                            "links", "addresses", "mentions", "markup", "never guess"}) {
            EXPECT(rules.contains(word));
        }
    }
}

TEST(shipped_rules_keep_what_an_attack_says_between_the_marks) {
    const base::Json attacks = test::assistant_data("attacks");
    std::string wrong;
    for (const base::JsonView attack : attacks.view().elements()) {
        const std::string injected(attack["injected"].string().value_or(""));
        const std::string question(attack["question"].string().value_or("연차는?"));
        const Conversation asked =
            conversation_of(question, test::language_of(attack), test::attacked_passages(attack));
        const std::string& rules = asked.messages.front().text;
        const std::string& told = asked.messages.back().text;
        const bool is_data = told.starts_with(asked.mark) && told.ends_with(asked.mark) && times(told, asked.mark) == 2;
        const bool is_found = attack["by"].string() != "policy" || told.contains(injected);
        if (asked.messages.size() != 2 || !is_data || !is_found || times(rules, asked.mark) != 1 ||
            rules.contains(question) || (!injected.empty() && rules.contains(injected))) {
            wrong += fmt::format("{}; ", *attack["name"].string());
        }
    }
    EXPECT_EQ(wrong, "");
}
