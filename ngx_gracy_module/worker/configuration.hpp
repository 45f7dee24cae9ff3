// What the operator decides: the worker's TOML file.
#pragma once

#include "base/log.hpp"
#include "staking/address.hpp"
#include "worker/log.hpp"

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

struct StakingConfiguration {
    /// May hold a key, so it is never logged; from `rpc_url` or `rpc_url_file`.
    std::string rpc_url;
    std::int64_t chain_id = 0;
    staking::Address contract{};
    std::int64_t start_block = 0;
    /// Blocks on top of an event's before it is final.
    std::int64_t confirmations = 12;
    std::chrono::seconds poll{60};
    /// The most blocks that one eth_getLogs asks for; halved when the provider refuses.
    std::int64_t blocks_per_request = 2000;
    std::chrono::milliseconds rpc_timeout{10'000};
};

struct MailConfiguration {
    enum class Transport : unsigned char { smtp, sendgrid } transport = Transport::smtp;
    /// "smtp://host:587", "smtps://host:465", or the API's base: "https://...".
    std::string url;
    std::string from;
    std::string from_name;
    std::string reply_to;
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

struct DocumentsConfiguration {
    /// MongoDB's connection string, without a password.
    std::string mongodb;
    std::string database;
    /// Read from `password_file`; empty without a user. Never logged.
    std::string password;
};

struct Configuration {
    DatabaseConfiguration database;
    LogConfiguration log;
    JobsConfiguration jobs;
    HttpConfiguration http;
    std::optional<StakingConfiguration> staking;
    /// Without it, mail waits.
    std::optional<MailConfiguration> mail;
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
