#include "worker/configuration.hpp"

#include "postgres/conninfo.hpp"
#include "worker/documents_configuration.hpp"
#include "worker/mail_configuration.hpp"
#include "worker/secret_file.hpp"
#include "worker/toml_section.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace gracy::worker {
namespace {

constexpr std::int64_t no_limit = std::int64_t(1) << 53;

DatabaseConfiguration read_database(TomlSection section, Complaints& complaints, std::vector<std::string>& warnings) {
    DatabaseConfiguration database;
    database.conninfo = section.required_text("conninfo", "host=/run/postgresql dbname=gracy user=gracy_app");
    if (!database.conninfo.empty()) {
        try {
            const postgres::Conninfo checked(database.conninfo);
        } catch (const std::invalid_argument& error) {
            section.complain("conninfo", fmt::format("cannot be used: {}", error.what()));
        }
    }
    if (const auto name = section.text("password_file", "database.password")) {
        database.password = read_secret(section, "password_file", *name, complaints, warnings);
    }
    section.finish();
    return database;
}

LogConfiguration read_log(TomlSection section) {
    LogConfiguration log;
    log.format = section.choice<LogFormat>("format", {{"text", LogFormat::text}, {"json", LogFormat::json}})
                     .value_or(log.format);
    log.level = section
                    .choice<base::LogLevel>("level", {{"debug", base::LogLevel::debug},
                                                      {"info", base::LogLevel::info},
                                                      {"warning", base::LogLevel::warning},
                                                      {"error", base::LogLevel::error}})
                    .value_or(log.level);
    section.finish();
    return log;
}

JobsConfiguration read_jobs(TomlSection section) {
    JobsConfiguration jobs;
    jobs.concurrency = static_cast<std::size_t>(section.integer("concurrency", 1, 256, 8).value_or(8));
    jobs.lease = std::chrono::seconds(section.integer("lease_seconds", 3, 3600, 60).value_or(60));
    jobs.poll = std::chrono::milliseconds(section.integer("poll_ms", 20, 60'000, 1000).value_or(1000));
    jobs.stop = std::chrono::seconds(section.integer("stop_seconds", 0, 3600, 25).value_or(25));
    section.finish();
    return jobs;
}

HttpConfiguration read_http(TomlSection section, Complaints& complaints) {
    HttpConfiguration http;
    if (const auto name = section.text("authorities_file", "/etc/ssl/certs/ca-certificates.crt")) {
        const std::filesystem::path path = complaints.file().parent_path() / *name;
        http.authorities_file = path.string();
        if (!std::ifstream(path)) {
            section.complain("authorities_file", fmt::format("names {}, which cannot be read", path.string()));
        }
    }
    http.proxy = section.text("proxy", "http://proxy.internal:3128").value_or("");
    section.finish();
    return http;
}

bool is_http_url(std::string_view url) {
    const bool scheme = url.starts_with("http://") || url.starts_with("https://");
    const std::size_t host = url.find("//") + 2;
    return scheme && url.size() > host && url[host] != '/' && url.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::string read_rpc_url(TomlSection& section, Complaints& complaints, std::vector<std::string>& warnings) {
    const auto plain = section.text("rpc_url", "https://rpc.example.com/");
    const auto file = section.text("rpc_url_file", "rpc.url");
    if (plain.has_value() == file.has_value()) {
        section.complain(
            "rpc_url",
            plain ? "and rpc_url_file are both given; write one of them"
                  : "is missing; write rpc_url = \"https://...\", or rpc_url_file = \"FILE\" when it holds a key");
        return {};
    }
    const std::string_view key = plain ? "rpc_url" : "rpc_url_file";
    std::string url = plain ? *plain : read_secret(section, key, *file, complaints, warnings);
    if (!url.empty() && !is_http_url(url)) {
        section.complain(key, "is no http(s) URL; write for example rpc_url = \"https://rpc.example.com/\"");
    }
    return url;
}

std::optional<StakingConfiguration> read_staking(TomlSection section, Complaints& complaints,
                                                 std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    StakingConfiguration staking;
    staking.rpc_url = read_rpc_url(section, complaints, warnings);
    staking.chain_id = section.required_integer("chain_id", 1, no_limit, 1);
    constexpr std::string_view example = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    if (const std::string text = section.required_text("contract", example); !text.empty()) {
        const staking::ParsedAddress parsed = staking::parse_address(text);
        if (parsed.address) {
            staking.contract = *parsed.address;
        } else if (parsed.error == staking::AddressError::wrong_checksum) {
            section.complain("contract",
                             "has a wrong checksum (EIP-55): a letter is mistyped, or its case was changed");
        } else {
            section.complain(
                "contract",
                fmt::format("is no address; write 0x and 40 hexadecimal digits, for example \"{}\"", example));
        }
    }
    staking.start_block = section.required_integer("start_block", 0, no_limit, 1);
    staking.confirmations = section.required_integer("confirmations", 0, 100'000, 12);
    staking.poll = std::chrono::seconds(section.integer("poll_seconds", 1, 3600, 60).value_or(60));
    staking.blocks_per_request = section.integer("blocks_per_request", 1, 100'000, 2000).value_or(2000);
    staking.rpc_timeout =
        std::chrono::milliseconds(section.integer("rpc_timeout_ms", 100, 120'000, 10'000).value_or(10'000));
    section.finish();
    return staking;
}

}  // namespace

Configuration parse_configuration(std::string_view text, const std::filesystem::path& file) {
    toml::table root;
    try {
        root = toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        throw ConfigurationError(
            fmt::format("{}:{}: not TOML: {}", file.string(), error.source().begin.line, error.description()));
    }
    Complaints complaints(file);
    static const std::vector<std::string> sections = {"database", "log",       "jobs",   "http",
                                                      "mail",     "documents", "staking"};
    for (const auto& [key, node] : root) {
        if (std::ranges::find(sections, key.str()) == sections.end()) {
            complaints.add(node,
                           fmt::format("there is no section [{}]; {}", key.str(), suggestion(key.str(), sections)));
        } else if (!node.is_table()) {
            complaints.add(node, fmt::format("{} is a section; write [{}] on a line of its own", key.str(), key.str()));
        }
    }
    const auto section = [&](const char* name) {
        const toml::node* node = root.get(name);
        return TomlSection(name, node != nullptr ? node->as_table() : nullptr, complaints);
    };
    Configuration configuration;
    configuration.database = read_database(section("database"), complaints, configuration.warnings);
    configuration.log = read_log(section("log"));
    configuration.jobs = read_jobs(section("jobs"));
    configuration.http = read_http(section("http"), complaints);
    configuration.mail = read_mail(section("mail"), complaints, configuration.warnings);
    configuration.documents = read_documents(section("documents"), complaints, configuration.warnings);
    configuration.staking = read_staking(section("staking"), complaints, configuration.warnings);
    if (!complaints.empty()) {
        throw ConfigurationError(complaints.text());
    }
    return configuration;
}

Configuration read_configuration(const std::filesystem::path& file) {
    errno = 0;
    const std::optional<std::string> text = read_file(file);
    if (!text) {
        throw ConfigurationError(fmt::format("{}: cannot be read: {}", file.string(), std::strerror(errno)));
    }
    return parse_configuration(*text, file);
}

}  // namespace gracy::worker
