// What the operator decides: the worker's TOML file.
#pragma once

#include "assistant/answers/answer_kind.hpp"
#include "assistant/model/chat_client.hpp"
#include "assistant/tasks/kind.hpp"
#include "base/log.hpp"
#include "slack/sending/error_reporter.hpp"
#include "slack/sending/web_api.hpp"
#include "staking/reconciling/reconciler.hpp"
#include "worker/log.hpp"
#include "worker/loopback_address.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::worker {

struct DatabaseConfiguration {
    /// libpq's form, without the password.
    std::string conninfo;
    /// Read from `password_file`; empty without one.
    std::string password;
};

struct LogConfiguration {
    LogFormat format = LogFormat::text;
    base::LogLevel level = base::LogLevel::info;
};

struct JobsConfiguration {
    /// Jobs that run at the same time in one process.
    std::size_t concurrency = 8;
    /// How long a job is ours without a sign of life: after that another worker takes it.
    std::chrono::seconds lease{60};
    /// How often the queue is looked at without being woken.
    std::chrono::milliseconds poll{1000};
    /// How long running jobs may go on after SIGTERM.
    std::chrono::seconds stop{25};
};

struct HttpConfiguration {
    std::string authorities_file;
    std::string proxy;
};

struct WatchedChain {
    staking::CrowdSettings crowd;
    staking::ethereum::HeaderForms headers;
    std::chrono::seconds poll{60};
    /// How often a paid provider is asked for what was proven; 0: never.
    std::chrono::seconds audit{0};
};

struct WatchedContract {
    /// Its place in `chains`.
    std::size_t chain = 0;
    /// Its `events` is this one's.
    staking::ContractSettings settings;
    staking::EventForms events = staking::EventForms::of_gracy_staking();
};

/// Each chain once, with one contract at least; each contract of a chain once.
struct StakingConfiguration {
    std::vector<WatchedChain> chains;
    std::vector<WatchedContract> contracts;
};

struct MailConfiguration {
    enum class Transport : unsigned char { smtp, sendgrid } transport = Transport::smtp;
    /// "smtp://host:587", "smtps://host:465", or the API's base: "https://...".
    std::string url;
    std::string from;
    std::string from_name;
    std::string reply_to;
    /// Our server as browsers reach it, which mail links to; empty: nothing links.
    std::string address;
    /// Of AUTH; empty: the relay knows us otherwise.
    std::string user;
    /// AUTH's password or the API's key. Never logged.
    std::string secret;
    /// STARTTLS, or TLS from the start. Off only to this machine.
    bool tls = true;
    std::int32_t per_minute = 300;
    std::chrono::seconds timeout{30};
    std::chrono::seconds pause{60};
};

struct SlackConfiguration {
    /// Of the Web API, without the slash.
    std::string base_url = "https://slack.com/api";
    /// What response_urls begin with, without the slash: nothing is said to any other.
    std::string response_origin = "https://hooks.slack.com";
    /// nginx as browsers reach it, which surveys link to; empty: nothing links.
    std::string address;
    /// What tokens are sealed with; the first seals, all open. Never logged.
    std::vector<std::string> token_keys;
    /// With which codes and tokens are exchanged; without, Gracy is not installed from a browser. Never logged.
    std::optional<slack::AppCredentials> app;
    /// Without it, errors are in the log and nowhere else.
    std::optional<slack::ErrorChannel> errors;
};

struct AssistantConfiguration {
    /// The preferred one first; none: questions are answered with the policies' passages.
    std::vector<assistant::ServerSettings> servers;
    /// What models may cost a team space on a day, in millionths of the currency that the prices are in.
    std::int64_t daily_budget = 1'000'000;
    /// Per cent of it that is kept for questions, whatever tasks cost.
    std::int64_t questions_share = 40;
    /// What members and Gracy herself may have done, in the order of the names.
    std::vector<assistant::TaskKind> kinds;
    /// How questions are answered. There is one where there are servers.
    assistant::AnswerKind answers;
    /// What check-in notes are sealed under (nginx's gracy_key_file); without it no note is read. Never logged.
    std::optional<std::string> note_key;
    /// Opens what was sealed before, and seals nothing. Never logged.
    std::optional<std::string> old_note_key;
};

/// Where each duty's process answers GET /metrics; without an address it does not.
struct MetricsConfiguration {
    std::optional<LoopbackAddress> jobs;
    std::optional<LoopbackAddress> staking;
};

struct DocumentsConfiguration {
    /// MongoDB's connection string, without a password.
    std::string mongodb;
    std::string database;
    /// Read from `password_file`; empty without a user. Never logged.
    std::string password;
    /// Whether facts of HR are copied there, too.
    bool changes = false;
};

struct Configuration {
    DatabaseConfiguration database;
    LogConfiguration log;
    JobsConfiguration jobs;
    HttpConfiguration http;
    MetricsConfiguration metrics;
    std::optional<StakingConfiguration> staking;
    /// Without it, mail waits.
    std::optional<MailConfiguration> mail;
    /// Without it, nothing is said in Slack.
    std::optional<SlackConfiguration> slack;
    AssistantConfiguration assistant;
    /// Without it, the event log is in PostgreSQL.
    std::optional<DocumentsConfiguration> documents;
    /// What is allowed and still deserves a look, as "FILE: text".
    std::vector<std::string> warnings;
};

/// Every complaint on a line of its own: "FILE:LINE: what is wrong; what to write instead".
struct ConfigurationError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads the file and the secret files that it names (relative ones are looked for beside it).
/// Throws ConfigurationError.
Configuration read_configuration(const std::filesystem::path& file);

/// The same for text that came from `file`.
Configuration parse_configuration(std::string_view text, const std::filesystem::path& file);

}  // namespace gracy::worker
