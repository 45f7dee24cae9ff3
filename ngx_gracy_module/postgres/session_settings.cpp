#include "postgres/session_settings.hpp"

#include <fmt/format.h>

namespace gracy::postgres {
namespace {

constexpr std::chrono::milliseconds client_check{1000};

std::string milliseconds(std::chrono::milliseconds limit) {
    return std::to_string(limit.count());
}

}  // namespace

SessionSettings session_settings(const Settings& settings, Duty duty) {
    SessionSettings wanted = {
        {"search_path", "gracy"},
        {"TimeZone", "UTC"},
        {"plan_cache_mode", "force_generic_plan"},
        {"statement_timeout",
         milliseconds(duty == Duty::exclusive ? settings.bulk_timeout : settings.statement_timeout)},
        {"lock_timeout", milliseconds(settings.lock_timeout)},
        {"idle_in_transaction_session_timeout", milliseconds(settings.bulk_timeout)},
    };
    if (duty == Duty::reads) {
        wanted.emplace_back("default_transaction_read_only", "on");
    } else if (duty == Duty::exclusive) {
        // A server in the middle of a long statement does not notice by itself that we have ended the session.
        wanted.emplace_back("client_connection_check_interval", milliseconds(client_check));
    }
    return wanted;
}

std::string options_of(const SessionSettings& settings) {
    std::string options;
    for (const auto& [name, value] : settings) {
        options += fmt::format("{}-c {}={}", options.empty() ? "" : " ", name, value);
    }
    return options;
}

std::string check_of(const SessionSettings& settings) {
    std::string wanted;
    for (const auto& [name, value] : settings) {
        wanted += fmt::format("{}('{}', '{}')", wanted.empty() ? "" : ", ", name, value);
    }
    return fmt::format(
        "select wanted.name from (values {}) as wanted (name, value) where not exists (select from "
        "pg_catalog.pg_settings held where held.name = wanted.name and held.setting = wanted.value)",
        wanted);
}

}  // namespace gracy::postgres
