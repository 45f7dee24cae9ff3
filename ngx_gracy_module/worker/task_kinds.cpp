#include "worker/task_kinds.hpp"

#include "assistant/answers/answer_kind.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

namespace gracy::worker {
namespace {

using assistant::JsonSchema;
using assistant::OutputCheck;
using assistant::TaskKind;

constexpr std::size_t most_kinds = 50;
constexpr std::size_t most_inputs = 8;
constexpr std::size_t most_checks = 20;
constexpr std::size_t longest_prompt = 20'000;
constexpr std::int64_t longest_input = 4000;
constexpr std::int64_t longest_output = 20'000;
constexpr std::size_t largest_schema = 32 * 1024;
constexpr std::size_t longest_name = 40;

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && name[0] >= 'a' && name[0] <= 'z' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

/// One file.
class KindFile {
  public:
    KindFile(const toml::table& root, Complaints& complaints) : root_(root), complaints_(complaints) {}

    std::optional<TaskKind> read();

  private:
    TomlSection section(const char* name) {
        const toml::node* node = root_.get(name);
        return {name, node != nullptr ? node->as_table() : nullptr, complaints_};
    }
    void check_sections();
    void read_kind();
    void read_prompt();
    void read_output();
    void read_limits();
    void read_schema(TomlSection& output);
    std::optional<OutputCheck> read_check(TomlSection& section);

    const toml::table& root_;
    Complaints& complaints_;
    std::string name_;
    std::int32_t version_ = 1;
    std::string title_en_;
    std::string title_ko_;
    bool for_members_ = true;
    std::string system_;
    std::string prompt_;
    std::vector<TaskKind::Input> inputs_;
    std::optional<JsonSchema> schema_;
    std::vector<OutputCheck> checks_;
    TaskKind::Limits limits_;
};

void KindFile::check_sections() {
    static const std::vector<std::string> known = {"kind", "prompt", "output", "limits"};
    for (const auto& [key, node] : root_) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            complaints_.add(node, fmt::format("there is no section [{}]; {}", key.str(), suggestion(key.str(), known)));
        } else if (!node.is_table()) {
            complaints_.add(node,
                            fmt::format("{} is a section; write [{}] on a line of its own", key.str(), key.str()));
        }
    }
}

void KindFile::read_kind() {
    TomlSection kind = section("kind");
    const std::string stem = complaints_.file().stem().string();
    name_ = kind.required_text("name", stem);
    if (!name_.empty() && !is_name(name_)) {
        kind.complain("name", fmt::format("must be small letters, digits and underscores, {} at most", longest_name));
    } else if (!name_.empty() && name_ != stem) {
        kind.complain("name", fmt::format("is \"{}\", and the file's is \"{}\"; write the same", name_, stem));
    }
    version_ = static_cast<std::int32_t>(kind.required_integer("version", 1, 1'000'000, 1));
    title_en_ = kind.required_text("title_en", "Sentences from a note");
    title_ko_ = kind.required_text("title_ko", "기록으로 문장 만들기");
    for_members_ = kind.boolean("for_members").value_or(true);
    kind.finish();
}

void KindFile::read_prompt() {
    TomlSection prompt = section("prompt");
    system_ = prompt.required_text("system", "You help employees.");
    prompt_ = prompt.required_text("text", "{note}");
    for (const auto& [key, text] : {std::pair{"system", &system_}, std::pair{"text", &prompt_}}) {
        if (text->size() > longest_prompt) {
            prompt.complain(key, fmt::format("is longer than {} bytes", longest_prompt));
        }
    }
    for (auto& [name, section] : prompt.sections("inputs")) {
        TaskKind::Input& input = inputs_.emplace_back();
        input.name = name;
        input.least = static_cast<std::size_t>(section.integer("least", 1, longest_input, 1).value_or(1));
        input.most = static_cast<std::size_t>(section.required_integer("most", 1, longest_input, 2000));
        if (!is_name(name)) {
            prompt.complain("inputs", fmt::format("has \"{}\"; write names of small letters, digits and underscores, "
                                                  "{} at most",
                                                  name, longest_name));
        }
        if (input.least > input.most) {
            section.complain("least", fmt::format("is more than most = {}", input.most));
        }
        section.finish();
    }
    if (inputs_.empty() || inputs_.size() > most_inputs) {
        prompt.complain("inputs", fmt::format("must be 1 to {} sections [prompt.inputs.NAME]", most_inputs));
    } else if (const auto fault = assistant::fault_of_prompt(prompt_, inputs_); fault && !prompt_.empty()) {
        prompt.complain("text", *fault);
    }
    prompt.finish();
}

void KindFile::read_schema(TomlSection& output) {
    const std::string text = output.required_text("schema", "{}");
    if (text.empty()) {
        return;
    }
    try {
        schema_.emplace(base::Json::parse(text, {.bytes = largest_schema, .depth = 32}));
    } catch (const base::JsonError& error) {
        output.complain(
            "schema", fmt::format("is not JSON: line {} of it, column {}: {}", error.line, error.column, error.what()));
        return;
    } catch (const assistant::SchemaError& error) {
        output.complain("schema", fmt::format("cannot be kept to: {}", error.what()));
        return;
    }
    if (schema_->root()["type"].string() != "object") {
        output.complain("schema", "must be of an object");
    } else if (const auto part = schema_->not_strict()) {
        output.complain(
            "schema", fmt::format("at {} must have \"additionalProperties\": false and require each property: servers "
                                  "that keep to schemas demand it",
                                  *part));
    }
}

std::optional<OutputCheck> KindFile::read_check(TomlSection& section) {
    using What = OutputCheck::What;
    OutputCheck check{};
    const auto what = section.choice<What>("check", {{"length", What::length},
                                                     {"sentences", What::sentences},
                                                     {"one_of", What::one_of},
                                                     {"quotes", What::quotes},
                                                     {"distinct", What::distinct},
                                                     {"numbers", What::numbers},
                                                     {"language", What::language}});
    check.at = section.required_text("at", "/sentences/*");
    if (!what) {
        if (!section.has("check")) {
            section.complain("check", "is missing; write for example check = \"length\"");
        }
        return std::nullopt;
    }
    check.what = *what;
    if (*what == What::length || *what == What::sentences) {
        check.least = static_cast<std::size_t>(section.integer("least", 0, longest_output, 1).value_or(0));
        check.most = static_cast<std::size_t>(section.required_integer("most", 1, longest_output, 600));
        if (check.least > check.most) {
            section.complain("least", fmt::format("is more than most = {}", check.most));
        }
    }
    if (*what == What::one_of) {
        check.values = section.texts("values", most_kinds, R"(["one", "other"])");
        if (!section.has("values")) {
            section.complain("values", R"(is missing; write for example values = ["one", "other"])");
        }
    }
    if (*what == What::quotes || *what == What::numbers || *what == What::language) {
        const char* const key = *what == What::language ? "as" : "input";
        check.input = section.required_text(key, "note");
        if (std::ranges::find(inputs_, check.input, &TaskKind::Input::name) == inputs_.end()) {
            section.complain(key,
                             fmt::format("is \"{}\", and there is no [prompt.inputs.{}]", check.input, check.input));
        }
    }
    if (schema_ && !check.at.empty()) {
        const base::JsonView part = schema_->part_at(check.at);
        if (!part || !assistant::allows_type(part, "string")) {
            section.complain("at", fmt::format("is \"{}\", where the schema has no text; write for example "
                                               "\"/sentences/*\", * being every element",
                                               check.at));
        }
    }
    section.finish();
    return check;
}

void KindFile::read_output() {
    TomlSection output = section("output");
    read_schema(output);
    auto checks = output.sections("checks");
    if (checks.size() > most_checks) {
        output.complain("checks", fmt::format("are more than {}", most_checks));
    }
    for (auto& [name, section] : checks) {
        if (auto check = read_check(section)) {
            checks_.push_back(std::move(*check));
        }
    }
    output.finish();
}

void KindFile::read_limits() {
    TomlSection limits = section("limits");
    limits_.max_tokens =
        static_cast<std::int32_t>(limits.integer("max_tokens", 16, 16'000, 1024).value_or(limits_.max_tokens));
    limits_.temperature = limits.number("temperature", 0, 2, 0.4).value_or(limits_.temperature);
    limits_.attempts = static_cast<int>(limits.integer("attempts", 1, 5, 3).value_or(limits_.attempts));
    limits_.daily_share = limits.integer("daily_share", 1, 100, 50).value_or(limits_.daily_share);
    limits.finish();
}

std::optional<TaskKind> KindFile::read() {
    check_sections();
    read_kind();
    read_prompt();
    read_output();
    read_limits();
    if (!complaints_.empty()) {
        return std::nullopt;
    }
    return TaskKind{.name = std::move(name_),
                    .version = version_,
                    .title_en = std::move(title_en_),
                    .title_ko = std::move(title_ko_),
                    .for_members = for_members_,
                    .system = std::move(system_),
                    .prompt = std::move(prompt_),
                    .inputs = std::move(inputs_),
                    .schema = std::move(*schema_),
                    .checks = std::move(checks_),
                    .limits = limits_};
}

std::optional<TaskKind> read_file_of_kind(const std::filesystem::path& path, Complaints& complaints) {
    Complaints own(path);
    std::optional<TaskKind> kind;
    try {
        if (const std::optional<std::string> text = read_file(path)) {
            const toml::table root = toml::parse(*text, path.string());
            kind = KindFile(root, own).read();
        } else {
            own.add(0, fmt::format("cannot be read: {}", std::strerror(errno)));
        }
    } catch (const toml::parse_error& error) {
        own.add(error.source().begin.line, fmt::format("not TOML: {}", error.description()));
    }
    complaints.add(own);
    return kind;
}

}  // namespace

std::vector<TaskKind> read_task_kinds(const TomlSection& section, const char* key, const std::string& folder,
                                      Complaints& complaints) {
    const std::filesystem::path path = complaints.file().parent_path() / folder;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        // How questions are answered is no task (answer_kind.hpp).
        if (entry->path().extension() == ".toml" && entry->path().stem() != assistant::AnswerKind::name) {
            files.push_back(entry->path());
        }
    }
    if (error) {
        complaints.add(section.line_of(key),
                       fmt::format("[assistant] {} names {}, which is no folder that can be read", key, path.string()));
    }
    if (files.size() > most_kinds) {
        complaints.add(section.line_of(key), fmt::format("[assistant] {} names {}, which has more than {} kinds", key,
                                                         path.string(), most_kinds));
    }
    std::ranges::sort(files);
    std::vector<TaskKind> kinds;
    for (const std::filesystem::path& file : files) {
        if (auto kind = read_file_of_kind(file, complaints)) {
            kinds.push_back(std::move(*kind));
        }
    }
    return kinds;
}

}  // namespace gracy::worker
