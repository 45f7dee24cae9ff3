#include "test.hpp"
#include "worker/configuration.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

using gracy::assistant::TaskKind;
using gracy::worker::ConfigurationError;

namespace {

constexpr std::string_view good = R"([kind]
name = "note"
version = 2
title_en = "Note"
title_ko = "기록"
[prompt]
system = "Help."
text = "Note: {text}"
[prompt.inputs.text]
least = 2
most = 100
[output]
schema = '{"type":"object","additionalProperties":false,"required":["t"],"properties":{"t":{"type":"array","items":{"type":"string"}}}}'
[output.checks.long]
check = "length"
at = "/t/*"
least = 3
most = 9
[limits]
max_tokens = 99
temperature = 0.5
attempts = 2
daily_share = 10
)";

/// A folder with the configuration of a worker and the kinds that it names.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("gracy_task_kinds_" + std::to_string(getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_ / "kinds");
        write("worker.toml",
              "[database]\nconninfo = \"host=/run/postgresql dbname=gracy user=gracy_app\"\n[assistant]\nkinds = "
              "\"kinds\"\n");
    }
    Folder(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    void write(const std::string& name, std::string_view text) const { std::ofstream(path_ / name) << text; }
    const std::filesystem::path& path() const { return path_; }
    gracy::worker::Configuration configuration() const {
        return gracy::worker::read_configuration(path_ / "worker.toml");
    }
    std::vector<TaskKind> read() const { return std::move(configuration().assistant.kinds); }
    std::string complaint() const {
        std::string text = EXPECT_THROW(ConfigurationError, read()).what();
        for (std::size_t at = text.find(path_.string()); at != std::string::npos; at = text.find(path_.string())) {
            text.erase(at, path_.string().size() + 1);
        }
        return text;
    }

  private:
    std::filesystem::path path_;
};

std::string changed(std::string_view from, std::string_view to) {
    std::string text(good);
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST(a_kind_of_task_is_a_file) {
    const Folder folder;
    folder.write("kinds/note.toml", good);
    folder.write("kinds/note.toml.orig", "is no kind");
    const std::vector<TaskKind> kinds = folder.read();
    EXPECT_EQ(kinds.size(), 1u);
    const TaskKind& kind = kinds.front();
    EXPECT_EQ(kind.name, std::string("note"));
    EXPECT_EQ(kind.version, 2);
    EXPECT_EQ(kind.title_ko, std::string("기록"));
    EXPECT_EQ(kind.inputs.front().most, 100u);
    EXPECT_EQ(kind.checks.front().at, std::string("/t/*"));
    EXPECT_EQ(kind.limits.max_tokens, 99);
    EXPECT_EQ(kind.limits.temperature, 0.5);
    EXPECT_EQ(kind.limits.attempts, 2);
    EXPECT_EQ(kind.limits.daily_share, 10);
}

TEST(how_questions_are_answered_is_a_file_that_comes_with_gracy) {
    const Folder folder;
    std::ifstream shipped(std::string(GRACY_TEST_DATA) + "/../../conf/assistant/policy_answer.toml");
    const std::string text((std::istreambuf_iterator<char>(shipped)), std::istreambuf_iterator<char>());
    folder.write("kinds/policy_answer.toml", text);
    const auto configuration = folder.configuration();
    const gracy::assistant::AnswerKind& answers = configuration.assistant.answers;
    EXPECT(configuration.assistant.kinds.empty() && answers.version >= 1);
    EXPECT(answers.system.contains("{today}") && answers.system.contains("{language}"));
    EXPECT(answers.own_links.contains("{beginnings}") && answers.limits.time == std::chrono::seconds(90));
    EXPECT_EQ(answers.limits.passages, 6);
    const auto complains = [&](std::string_view from, std::string_view to, std::string_view complaint) {
        std::string other = text;
        folder.write("kinds/policy_answer.toml", other.replace(other.find(from), from.size(), to));
        EXPECT(folder.complaint().contains(complaint));
    };
    complains("Today is {today}", "Today is today", "[prompt] system does not have the input {today}");
    complains("Use only", "Use {only}", "[prompt] system names {only}, which is no input");
    complains("begin with {beginnings}", "begin with ours", "[prompt] own_links does not have the input {beginnings}");
    complains("seconds = 90", "seconds = 900", "[limits] seconds is 900; write a whole number from 1 to 280");
    complains("repairs = 1", "checks = false", "[limits] has no key \"checks\"");
    complains("korean =", "deutsch =", "[prompt] korean is missing");
    complains("name = \"policy_answer\"", "name = \"other\"", "[kind] name is \"other\"; write \"policy_answer\"");
}

TEST(server_without_a_word_on_how_questions_are_answered_is_refused) {
    const Folder folder;
    const auto with = [&](std::string_view kinds) {
        folder.write("worker.toml", fmt::format("[database]\nconninfo = \"host=/run/postgresql dbname=gracy "
                                                "user=gracy_app\"\n[assistant]\n{}[assistant.servers.one]\nbase_url = "
                                                "\"http://127.0.0.1:1/v1\"\nmodel = \"m\"\nthinking_tokens = 50\n",
                                                kinds));
    };
    with("kinds = \"kinds\"\n");
    EXPECT(folder.complaint().contains("[assistant] kinds names kinds, which has no policy_answer.toml"));
    with("");
    EXPECT(folder.complaint().contains("[assistant] kinds is missing"));
    std::filesystem::copy(std::string(GRACY_TEST_DATA) + "/../../conf/assistant/policy_answer.toml",
                          folder.path() / "kinds/policy_answer.toml");
    with("kinds = \"kinds\"\n");
    EXPECT_EQ(folder.configuration().assistant.servers.front().thinking_tokens.value(), 50);
}

TEST(every_mistake_of_a_kind_is_named_with_file_and_line) {
    struct Case {
        std::string_view from, to, complaint;
    };
    constexpr std::array cases{
        Case{"version = 2", "version = \"2\"",
             "kinds/note.toml:3: [kind] version is string; write a whole number from 1 to 1000000, for example version "
             "= 1"},
        Case{"name = \"note\"", "name = \"other\"",
             "kinds/note.toml:2: [kind] name is \"other\", and the file's is \"note\"; write the same"},
        Case{"name = \"note\"", "name = \"Note\"",
             "kinds/note.toml:2: [kind] name must be small letters, digits and underscores, 40 at most"},
        Case{"title_en = \"Note\"\n", "",
             "kinds/note.toml:1: [kind] title_en is missing; write for example title_en = \"Sentences from a note\""},
        Case{"[limits]", "[limit]", "kinds/note.toml:19: there is no section [limit]; did you mean \"limits\"?"},
        Case{"{text}", "{txt}", "kinds/note.toml:8: [prompt] text names {txt}, which is no input"},
        Case{"{text}", "it", "kinds/note.toml:8: [prompt] text does not have the input {text}"},
        Case{"{text}", "{text",
             "kinds/note.toml:8: [prompt] text has a brace that stands alone; a name in braces is an input, and braces "
             "are for nothing else"},
        Case{"least = 2", "least = 200", "kinds/note.toml:10: [prompt.inputs.text] least is more than most = 100"},
        Case{R"("type":"array","items":)", R"("type":"array","unique":true,"items":)",
             "kinds/note.toml:13: [output] schema cannot be kept to: #/properties/t/unique is a keyword that is not "
             "checked here, so it cannot be promised"},
        Case{R"("required":["t"],)", "",
             "kinds/note.toml:13: [output] schema at # must have \"additionalProperties\": false and require each "
             "property: servers that keep to schemas demand it"},
        Case{R"({"type":"object",)", R"({"type":object,)",
             "kinds/note.toml:13: [output] schema is not JSON: line 1 of it, column 14: invalid token"},
        Case{"check = \"length\"", "check = \"size\"",
             "kinds/note.toml:15: [output.checks.long] check is \"size\"; write \"length\" or \"sentences\" or "
             "\"one_of\" "
             "or \"quotes\" or \"distinct\" or \"numbers\" or \"language\""},
        Case{"at = \"/t/*\"", "at = \"/t\"",
             "kinds/note.toml:16: [output.checks.long] at is \"/t\", where the schema has no text; write for example "
             "\"/sentences/*\", * being every element"},
        Case{"check = \"length\"\nat = \"/t/*\"\nleast = 3\nmost = 9\n",
             "check = \"quotes\"\nat = \"/t/*\"\ninput = \"nte\"\n",
             "kinds/note.toml:17: [output.checks.long] input is \"nte\", and there is no [prompt.inputs.nte]"},
        Case{"least = 3\nmost = 9\n", "least = 3\nmost = 9\nvalues = [\"a\"]\n",
             "kinds/note.toml:19: [output.checks.long] has no key \"values\"; known here: check, at, least, most"},
        Case{"check = \"length\"\nat = \"/t/*\"\nleast = 3\nmost = 9\n",
             "check = \"one_of\"\nat = \"/t/*\"\nvalues = \"a\"\n",
             "kinds/note.toml:17: [output.checks.long] values must be an array of 1 to 50 texts; write for example "
             "values = [\"one\", \"other\"]"},
        Case{"temperature = 0.5", "temperature = 3",
             "kinds/note.toml:21: [limits] temperature must be a number from 0 to 2; write for example temperature = "
             "0.4"},
        Case{"attempts = 2", "attempts = 0",
             "kinds/note.toml:22: [limits] attempts is 0; write a whole number from 1 to 5, for example attempts = 3"},
        Case{"[kind]", "[kind", "kinds/note.toml:1: not TOML: "},
    };
    const Folder folder;
    for (const Case& c : cases) {
        folder.write("kinds/note.toml", changed(c.from, c.to));
        const std::string complaint = folder.complaint();
        EXPECT_EQ(complaint.substr(0, c.complaint.ends_with(": ") ? c.complaint.size() : complaint.size()),
                  std::string(c.complaint));
    }
}

TEST(mistakes_of_several_files_are_named_at_once) {
    const Folder folder;
    folder.write("kinds/a.toml", good);
    folder.write("kinds/b.toml", "x = 1");
    const std::string complaint = folder.complaint();
    EXPECT(complaint.contains("kinds/a.toml:2: [kind] name is \"note\", and the file's is \"a\""));
    EXPECT(complaint.contains("kinds/b.toml:1: there is no section [x]"));
    EXPECT(complaint.contains("kinds/b.toml: [prompt] is missing"));
}

TEST(a_folder_that_is_not_there_is_named_with_its_line) {
    const Folder folder;
    folder.write("worker.toml",
                 "[database]\nconninfo = \"host=/run/postgresql dbname=gracy\"\n[assistant]\nkinds = \"elsewhere\"\n");
    EXPECT_EQ(folder.complaint(),
              std::string("worker.toml:4: [assistant] kinds names elsewhere, which is no folder that can be read"));
}

TEST(the_kinds_that_gracy_comes_with_are_good) {
    const Folder folder;
    folder.write("worker.toml",
                 "[database]\nconninfo = \"host=/run/postgresql dbname=gracy\"\n[assistant]\nkinds = \"" GRACY_TEST_DATA
                 "/../../conf/assistant\"\n");
    const auto files = std::filesystem::directory_iterator(GRACY_TEST_DATA "/../../conf/assistant");
    // One of them says how questions are answered.
    EXPECT_EQ(std::ssize(folder.read()) + 1, std::ranges::distance(files));
}
