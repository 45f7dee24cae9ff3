#include "worker/plain_connection.hpp"

#include "base/log.hpp"
#include "postgres/statement.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <algorithm>
#include <array>

namespace gracy::worker {
namespace {

std::string one_line(std::string_view text) {
    while (!text.empty() && text.back() == '\n') {
        text.remove_suffix(1);
    }
    std::string line;
    for (const char c : text) {
        line += c == '\n' ? std::string("; ") : std::string(1, c);
    }
    return line;
}

/// A table, a function, a column or the schema is not there, or not for this role.
bool is_unmigrated(const PlainError& error) {
    constexpr std::array states = {"42P01", "42883", "42703", "3F000"};
    return std::ranges::find(states, error.sqlstate) != states.end();
}

void log_notice(void*, const PGresult* result) {
    const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    // "relation already exists, skipping" and its like say that nothing is wrong.
    const bool warning = severity != nullptr && std::string_view(severity) == "WARNING";
    base::log_line(warning ? base::LogLevel::warning : base::LogLevel::debug,
                   one_line(message != nullptr ? message : ""));
}

}  // namespace

void PlainConnection::Finish::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

void PlainConnection::Clear::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

PlainConnection::PlainConnection(const DatabaseConfiguration& database, const char* application_name) {
    // The connection string is expanded: it wins over what stands before it, and what follows it wins.
    const std::array keywords = {"target_session_attrs",
                                 "dbname",
                                 "password",
                                 "application_name",
                                 "client_encoding",
                                 "connect_timeout",
                                 static_cast<const char*>(nullptr)};
    const std::array values = {"primary",
                               database.conninfo.c_str(),
                               database.password.empty() ? nullptr : database.password.c_str(),
                               application_name,
                               "UTF8",
                               "10",
                               static_cast<const char*>(nullptr)};
    connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw PlainError(one_line(PQerrorMessage(connection_.get())), {});
    }
    PQsetNoticeReceiver(connection_.get(), log_notice, nullptr);
}

PlainConnection PlainConnection::for_catalogue(const DatabaseConfiguration& database, const char* application_name) {
    PlainConnection connection(database, application_name);
    connection.run("set search_path = gracy");
    return connection;
}

PlainConnection::Result PlainConnection::check(pg_result* raw) {
    Result result(raw);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        const char* code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        const char* message = result ? PQresultErrorMessage(result.get()) : PQerrorMessage(connection_.get());
        throw PlainError(one_line(message), code != nullptr ? code : "");
    }
    return result;
}

void PlainConnection::run(std::string_view statements) {
    check(PQexec(connection_.get(), std::string(statements).c_str()));
}

std::vector<PlainConnection::Row> PlainConnection::query(const char* statement,
                                                         const std::vector<std::string>& parameters) {
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) {
        values.push_back(parameter.c_str());
    }
    const Result result = check(PQexecParams(connection_.get(), statement, static_cast<int>(values.size()), nullptr,
                                             values.data(), nullptr, nullptr, 0));
    std::vector<Row> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        Row& fields = rows.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            fields.emplace_back(PQgetvalue(result.get(), row, column));
        }
    }
    return rows;
}

std::vector<PlainConnection::Row> PlainConnection::query(std::uint16_t statement,
                                                         const std::vector<std::string>& parameters) {
    try {
        return query(std::string(sql::catalogue()[statement].text).c_str(), parameters);
    } catch (const PlainError& error) {
        if (!is_unmigrated(error)) {
            throw;
        }
        throw PlainError(
            fmt::format("{}; run gracy-worker migrate first, and this as a role that may use the schema (gracy_app)",
                        error.what()),
            error.sqlstate);
    }
}

}  // namespace gracy::worker
