// A statement of sql/queries, as the generated headers declare it: its text, and the C++ types of its parameters and
// of its rows.
#pragma once

#include "postgres/row.hpp"
#include "postgres/types.hpp"

namespace gracy::postgres {

/// read: runs under transaction_read_only, may share a Sync, may be sent again, may go to a replica.
/// write: its own transaction. bulk: long; never on a shared connection.
enum class StatementKind : unsigned char { read, write, bulk };

/// Which process prepares it at connect.
enum class Process : unsigned char { nginx = 1, worker = 2, both = 3 };

struct StatementInfo {
    std::string_view name;
    /// Zero-terminated.
    std::string_view text;
    StatementKind kind;
    Process process;
    /// Never answered by a replica.
    bool primary_only;
    std::span<const Oid> parameters;
    std::span<const Oid> columns;
};

/// `number` is its place in `gracy::sql::catalogue()`. By reference, so that a new statement moves the numbers of
/// others without compiling again whoever uses them.
template <class RowType, class... Parameters>
struct Statement {
    using Row = RowType;
    const std::uint16_t& number;
};

}  // namespace gracy::postgres

namespace gracy::sql {

/// Every statement that this program can run, in the order of their numbers. Generated.
std::span<const postgres::StatementInfo> catalogue();

}  // namespace gracy::sql
