#include "worker/configuration.hpp"

#include "base/readable.hpp"
#include "postgres/conninfo.hpp"
#include "worker/assistant_configuration.hpp"
#include "worker/documents_configuration.hpp"
#include "worker/mail_configuration.hpp"
#include "worker/secret_file.hpp"
#include "worker/slack_configuration.hpp"
#include "worker/staking_configuration.hpp"
#include "worker/toml_section.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace gracy::worker {
namespace {

DatabaseConfiguration read_database(TomlSection section, Complaints& complaints, std::vector<std::string>& warnings) {
    DatabaseConfiguration database;
    database.conninfo = section.required_text("conninfo", "host=/run/postgresql dbname=gracy user=gracy_app");
    if (!database.conninfo.empty()) {
        try {
            const postgres::Conninfo checked(database.conninfo);
            for (const auto& [word, path] : checked.files()) {
                if (const int trouble = base::trouble_reading(path.c_str())) {
                    section.complain("conninfo", fmt::format("has {}={}, which cannot be read: {}", word, path,
                                                             std::strerror(trouble)));
                }
            }
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

/// As libcurl understands it, which takes one without a scheme for http.
bool is_proxy(const std::string& text) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
    return url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) ==
                      CURLUE_OK;
}

HttpConfiguration read_http(TomlSection section, Complaints& complaints) {
    HttpConfiguration http;
    if (const auto name = section.text("authorities_file", "/etc/ssl/certs/ca-certificates.crt")) {
        const std::filesystem::path path = complaints.file().parent_path() / *name;
        http.authorities_file = path.string();
        errno = 0;
        if (!read_file(path)) {
            section.complain("authorities_file",
                             fmt::format("names {}, which cannot be read: {}", path.string(), std::strerror(errno)));
        }
    }
    http.proxy = section.text("proxy", "http://proxy.internal:3128").value_or("");
    if (!http.proxy.empty() && !is_proxy(http.proxy)) {
        section.complain("proxy", "is no address of a proxy; write for example proxy = \"http://proxy.internal:3128\"");
    }
    section.finish();
    return http;
}

MetricsConfiguration read_metrics(TomlSection section) {
    const auto address = [&section](const char* key, const char* example) -> std::optional<LoopbackAddress> {
        const auto text = section.text(key, example);
        if (!text) {
            return std::nullopt;
        }
        auto parsed = parse_loopback_address(*text);
        if (!parsed) {
            section.complain(
                key, fmt::format("is no address of this machine alone; write for example {} = \"{}\"", key, example));
        }
        return parsed;
    };
    MetricsConfiguration metrics;
    metrics.jobs = address("jobs", "127.0.0.1:9464");
    metrics.staking = address("staking", "127.0.0.1:9465");
    if (metrics.jobs && metrics.jobs == metrics.staking) {
        section.complain("staking",
                         "is the address of jobs, too, and each worker needs its own; write for example "
                         "staking = \"127.0.0.1:9465\"");
    }
    section.finish();
    return metrics;
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
    static const std::vector<std::string> sections = {"database", "log",   "jobs",      "http",      "metrics",
                                                      "mail",     "slack", "assistant", "documents", "staking"};
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
    configuration.metrics = read_metrics(section("metrics"));
    configuration.mail = read_mail(section("mail"), complaints, configuration.warnings);
    configuration.slack = read_slack(section("slack"), complaints, configuration.warnings);
    configuration.assistant = read_assistant(section("assistant"), complaints, configuration.warnings);
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
