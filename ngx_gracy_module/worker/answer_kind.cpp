#include "worker/answer_kind.hpp"

#include "assistant/tasks/kind.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

namespace gracy::worker {
namespace {

using assistant::AnswerKind;

constexpr std::size_t longest_text = 4000;

/// `names`: what the text must have in braces; it may have nothing else in them.
std::string read_text(TomlSection& prompt, const char* key, std::initializer_list<const char*> names) {
    std::string text = prompt.required_text(key, "...");
    std::vector<assistant::TaskKind::Input> inputs;
    for (const char* name : names) {
        inputs.push_back({.name = name});
    }
    if (text.size() > longest_text) {
        prompt.complain(key, fmt::format("is longer than {} bytes", longest_text));
    } else if (const auto fault = assistant::fault_of_prompt(text, inputs); fault && !text.empty()) {
        prompt.complain(key, *fault);
    }
    return text;
}

void read_limits(TomlSection limits, AnswerKind::Limits& read) {
    const auto number = [&limits](const char* key, std::int64_t least, std::int64_t most, std::int64_t usual) {
        return limits.integer(key, least, most, usual).value_or(usual);
    };
    read.max_tokens = static_cast<std::int32_t>(number("max_tokens", 100, 16'000, read.max_tokens));
    read.temperature = limits.number("temperature", 0, 2, read.temperature).value_or(read.temperature);
    read.repairs_of_form = static_cast<int>(number("repairs_of_form", 0, 3, read.repairs_of_form));
    read.repairs = static_cast<int>(number("repairs", 0, 3, read.repairs));
    read.rounds_of_tools = static_cast<int>(number("rounds_of_tools", 0, 4, read.rounds_of_tools));
    read.passages = static_cast<std::int32_t>(number("passages", 1, 12, read.passages));
    read.prompt_tokens = number("prompt_tokens", 3'000, 30'000, read.prompt_tokens);
    read.time = std::chrono::seconds(number("seconds", 1, 280, read.time.count()));
    limits.finish();
}

AnswerKind read_kind(const toml::table& root, Complaints& complaints) {
    static const std::vector<std::string> known = {"kind", "prompt", "limits"};
    for (const auto& [key, node] : root) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            complaints.add(node, fmt::format("there is no section [{}]; {}", key.str(), suggestion(key.str(), known)));
        }
    }
    const auto section = [&](const char* name) {
        const toml::node* node = root.get(name);
        return TomlSection(name, node != nullptr ? node->as_table() : nullptr, complaints);
    };
    AnswerKind read;
    TomlSection kind = section("kind");
    if (const std::string name = kind.required_text("name", AnswerKind::name);
        !name.empty() && name != AnswerKind::name) {
        kind.complain("name", fmt::format("is \"{}\"; write \"{}\"", name, AnswerKind::name));
    }
    read.version = static_cast<std::int32_t>(kind.required_integer("version", 1, 1'000'000, 1));
    kind.finish();
    TomlSection prompt = section("prompt");
    read.system = read_text(prompt, "system", {"today", "language"});
    read.korean = read_text(prompt, "korean", {});
    read.english = read_text(prompt, "english", {});
    read.tools = read_text(prompt, "tools", {});
    read.earlier = read_text(prompt, "earlier", {});
    read.own_links = read_text(prompt, "own_links", {"beginnings"});
    prompt.finish();
    read_limits(section("limits"), read.limits);
    return read;
}

}  // namespace

std::optional<AnswerKind> read_answer_kind(const std::string& folder, Complaints& complaints) {
    const std::filesystem::path path =
        complaints.file().parent_path() / folder / (std::string(AnswerKind::name) + ".toml");
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return std::nullopt;
    }
    Complaints own(path);
    std::optional<AnswerKind> kind;
    try {
        if (const std::optional<std::string> text = read_file(path)) {
            const toml::table root = toml::parse(*text, path.string());
            kind = read_kind(root, own);
        } else {
            own.add(0, fmt::format("cannot be read: {}", std::strerror(errno)));
        }
    } catch (const toml::parse_error& failure) {
        own.add(failure.source().begin.line, fmt::format("not TOML: {}", failure.description()));
    }
    complaints.add(own);
    return own.empty() ? kind : std::nullopt;
}

}  // namespace gracy::worker
