#include "worker/assistant_configuration.hpp"

#include "worker/answer_kind.hpp"
#include "worker/secret_file.hpp"
#include "worker/task_kinds.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace gracy::worker {
namespace {

using assistant::OutputMode;
using assistant::ServerSettings;

constexpr double highest_price = 10'000;
constexpr double thousandths = 1000;
constexpr std::size_t shortest_note_key = 32;

bool is_base_url(std::string_view url) {
    return (url.starts_with("https://") || url.starts_with("http://")) && !url.ends_with('/') &&
           url.find_first_of(" \t\r\n?#@") == std::string_view::npos;
}

std::int64_t read_price(TomlSection& section, std::string_view key, double example) {
    return std::llround(section.number(key, 0, highest_price, example).value_or(0) * thousandths);
}

ServerSettings read_server(const std::string& name, TomlSection& section, Complaints& complaints,
                           std::vector<std::string>& warnings) {
    ServerSettings server;
    server.name = name;
    server.base_url = section.required_text("base_url", "https://api.openai.com/v1");
    if (!server.base_url.empty() && !is_base_url(server.base_url)) {
        section.complain("base_url",
                         "must be an address without a slash at its end, such as \"https://api.openai.com/v1\"");
    }
    server.model = section.required_text("model", "gpt-4.1-mini");
    if (const auto file = section.text("key_file", "secrets/openai.key")) {
        server.key = read_secret(section, "key_file", *file, complaints, warnings);
    }
    server.mode = section
                      .choice<OutputMode>("supports", {{"json_schema", OutputMode::json_schema},
                                                       {"tools", OutputMode::forced_tool},
                                                       {"json_object", OutputMode::json_object},
                                                       {"plain", OutputMode::plain}})
                      .value_or(server.mode);
    server.stream = section.boolean("stream").value_or(server.stream);
    server.timeout = std::chrono::seconds(section.integer("timeout_seconds", 1, 240, 90).value_or(90));
    server.silence = std::chrono::seconds(
        section.integer("silence_seconds", 1, 240, server.silence.count()).value_or(server.silence.count()));
    if (const auto tokens = section.integer("thinking_tokens", 0, 100'000, 4000)) {
        server.thinking_tokens = static_cast<std::int32_t>(*tokens);
    }
    server.prompt_price = read_price(section, "prompt_price", 0.4);
    server.completion_price = read_price(section, "completion_price", 1.6);
    return server;
}

std::optional<std::string> read_note_key(TomlSection& section, std::string_view key, std::string_view example,
                                         std::string_view directive, Complaints& complaints,
                                         std::vector<std::string>& warnings) {
    const auto file = section.text(key, example);
    if (!file) {
        return std::nullopt;
    }
    std::string secret = read_secret(section, key, *file, complaints, warnings);
    if (!secret.empty() && secret.size() < shortest_note_key) {
        section.complain(key, fmt::format("names {}, which has fewer than {} characters; write the file of nginx's {}",
                                          *file, shortest_note_key, directive));
    }
    return secret;
}

}  // namespace

AssistantConfiguration read_assistant(TomlSection section, Complaints& complaints, std::vector<std::string>& warnings) {
    AssistantConfiguration configuration;
    configuration.daily_budget = section.integer("daily_budget", 0, INT64_MAX / 2, configuration.daily_budget)
                                     .value_or(configuration.daily_budget);
    configuration.questions_share = section.integer("questions_share", 0, 100, configuration.questions_share)
                                        .value_or(configuration.questions_share);
    std::vector<std::pair<std::int64_t, ServerSettings>> ranked;
    for (auto& [name, server] : section.sections("servers")) {
        const std::int64_t preference = server.integer("preference", 1, 100, 1).value_or(1);
        ranked.emplace_back(preference, read_server(name, server, complaints, warnings));
        server.finish();
    }
    std::ranges::sort(ranked, {}, [](const auto& one) { return std::tie(one.first, one.second.name); });
    for (auto& [preference, server] : ranked) {
        configuration.servers.push_back(std::move(server));
    }
    if (const auto folder = section.text("kinds", "assistant")) {
        configuration.kinds = read_task_kinds(section, "kinds", *folder, complaints);
        if (auto answers = read_answer_kind(*folder, complaints)) {
            configuration.answers = std::move(*answers);
        } else if (!configuration.servers.empty() && complaints.empty()) {
            section.complain("kinds",
                             fmt::format("names {}, which has no policy_answer.toml: how questions are answered; "
                                         "copy conf/assistant/policy_answer.toml there",
                                         *folder));
        }
    } else if (!configuration.servers.empty()) {
        section.complain("kinds",
                         "is missing, and there is a server; write for example kinds = \"assistant\", the folder "
                         "that has policy_answer.toml");
    }
    configuration.note_key =
        read_note_key(section, "note_key_file", "secrets/module.key", "gracy_key_file", complaints, warnings);
    configuration.old_note_key = read_note_key(section, "old_note_key_file", "secrets/module.old.key",
                                               "gracy_old_key_file", complaints, warnings);
    if (configuration.old_note_key && !configuration.note_key) {
        section.complain("old_note_key_file", "opens what was sealed before note_key_file; write that, too");
    }
    section.finish();
    return configuration;
}

}  // namespace gracy::worker
