// A blocking connection for a command that does one thing and ends. Whatever serves or waits uses postgres::Database.
#pragma once

#include "worker/configuration.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// libpq's types, so that this header needs no libpq.
struct pg_conn;
struct pg_result;

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

    /// The same for statements of the catalogue, whose tables have no schema before their names.
    static PlainConnection for_catalogue(const DatabaseConfiguration& database, const char* application_name);

    /// Any number of statements. `notices` (a NOTICE of the server) go to the log. Throws PlainError.
    void run(std::string_view statements);

    using Row = std::vector<std::string>;
    /// One statement with text parameters; a NULL reads as an empty string. Throws PlainError.
    std::vector<Row> query(const char* statement, const std::vector<std::string>& parameters = {});
    /// The catalogue's statement of this number; an error that a schema which is not there explains says so.
    std::vector<Row> query(std::uint16_t statement, const std::vector<std::string>& parameters = {});

  private:
    struct Finish {
        void operator()(pg_conn* connection) const noexcept;
    };
    struct Clear {
        void operator()(pg_result* result) const noexcept;
    };
    using Result = std::unique_ptr<pg_result, Clear>;

    Result check(pg_result* result);

    std::unique_ptr<pg_conn, Finish> connection_;
};

}  // namespace gracy::worker
