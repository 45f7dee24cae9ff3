// A blocking connection for a command that does one thing and ends. Whatever serves or waits uses postgres::Database.
#pragma once

#include "worker/configuration.hpp"

#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::worker {

/// what() is the server's own message, one line; `sqlstate` is empty when the connection failed.
struct PlainError final : std::runtime_error {
    PlainError(const std::string& message, std::string code) : std::runtime_error(message), sqlstate(std::move(code)) {}
    std::string sqlstate;
};

class PlainConnection {
public:
    /// Throws PlainError.
    PlainConnection(const DatabaseConfiguration& database, const char* application_name);

    /// Any number of statements. `notices` (a NOTICE of the server) go to the log. Throws PlainError.
    void run(std::string_view statements);

    using Row = std::vector<std::string>;
    /// One statement with text parameters; a NULL reads as an empty string. Throws PlainError.
    std::vector<Row> query(const char* statement, const std::vector<std::string>& parameters = {});

private:
    struct Finish {
        void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
    };
    struct Clear {
        void operator()(PGresult* result) const noexcept { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, Clear>;

    Result check(PGresult* result);

    std::unique_ptr<PGconn, Finish> connection_;
};

}  // namespace gracy::worker
