#include "worker/slack_configuration.hpp"

#include "base/server_url.hpp"
#include "slack/receiving/delivery.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr std::size_t shortest_key = 32;

bool is_base_url(std::string_view url) {
    const bool loopback = url.starts_with("http://127.0.0.1") || url.starts_with("http://localhost");
    return (url.starts_with("https://") || loopback) && !url.ends_with('/') &&
           url.find_first_of(" \t\r\n?#@") == std::string_view::npos;
}

void read_key(TomlSection& section, std::string_view name, const std::string& file, SlackConfiguration& slack,
              Complaints& complaints, std::vector<std::string>& warnings) {
    std::string key = read_secret(section, name, file, complaints, warnings);
    if (key.empty()) {
        return;  // it was complained of
    }
    if (key.size() < shortest_key) {
        section.complain(name, fmt::format("names a key of {} bytes; at least {} are needed: openssl rand -hex 32",
                                           key.size(), shortest_key));
    }
    slack.token_keys.push_back(std::move(key));
}

/// Of the app's page: an id and its secret, which belong together.
std::optional<slack::AppCredentials> read_app(TomlSection& section, Complaints& complaints,
                                              std::vector<std::string>& warnings) {
    const auto client_id = section.text("client_id", "1234567890.9876543210");
    const auto file = section.text("client_secret_file", "slack_client.secret");
    if (!client_id && !file) {
        return std::nullopt;
    }
    if (!client_id || client_id->empty()) {
        section.complain("client_id", "is missing: client_secret_file is the secret of the app that it names");
    }
    if (!file) {
        section.complain("client_secret_file", "is missing: write the name of the file with the app's client secret");
        return std::nullopt;
    }
    return slack::AppCredentials{
        .client_id = client_id.value_or(""),
        .client_secret = read_secret(section, "client_secret_file", *file, complaints, warnings)};
}

/// A workspace and a channel of it, which belong together.
std::optional<slack::ErrorChannel> read_errors(TomlSection& section) {
    slack::ErrorChannel errors;
    const auto team = section.text("errors_team", "T0123456789");
    const auto channel = section.text("errors_channel", "C0123456789");
    const auto pause = section.integer("errors_pause_seconds", 1, 86'400, errors.pause.count());
    const auto check = [&](std::string_view name, const std::optional<std::string>& id, std::string_view letters) {
        if (!id) {
            section.complain(
                name, "is missing: errors_team, a workspace, and errors_channel, a channel of it, belong together");
        } else if (id->size() < 2 || !slack::is_identifier(*id) || !letters.contains(id->front())) {
            section.complain(name, fmt::format("is no id of Slack's that begins with {}; a name is not enough",
                                               fmt::join(letters, " or ")));
        }
    };
    if (!team && !channel && !pause) {
        return std::nullopt;
    }
    check("errors_team", team, "T");
    check("errors_channel", channel, "CG");
    errors.team_id = team.value_or("");
    errors.channel = channel.value_or("");
    errors.pause = std::chrono::seconds(pause.value_or(errors.pause.count()));
    return errors;
}

}  // namespace

std::optional<SlackConfiguration> read_slack(TomlSection section, Complaints& complaints,
                                             std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    SlackConfiguration slack;
    slack.base_url = section.text("base_url", slack.base_url).value_or(slack.base_url);
    if (!is_base_url(slack.base_url)) {
        section.complain("base_url",
                         "must be an https address without a slash at its end; leave the line out for "
                         "\"https://slack.com/api\"");
    }
    slack.response_origin = section.text("response_origin", slack.response_origin).value_or(slack.response_origin);
    if (!is_base_url(slack.response_origin)) {
        section.complain("response_origin",
                         "must be an https address without a slash at its end; leave the line out for "
                         "\"https://hooks.slack.com\"");
    }
    slack.address = section.text("address", "https://gracy.example.com").value_or("");
    if (!slack.address.empty() && !base::is_public_url(slack.address)) {
        section.complain("address",
                         "must be an https address without a path; write for example address = "
                         "\"https://gracy.example.com\"");
    }
    if (const std::string file = section.required_text("token_key_file", "slack_token.key"); !file.empty()) {
        read_key(section, "token_key_file", file, slack, complaints, warnings);
    }
    if (const auto file = section.text("old_token_key_file", "slack_token.old.key")) {
        read_key(section, "old_token_key_file", *file, slack, complaints, warnings);
    }
    slack.app = read_app(section, complaints, warnings);
    slack.errors = read_errors(section);
    section.finish();
    return slack;
}

}  // namespace gracy::worker
