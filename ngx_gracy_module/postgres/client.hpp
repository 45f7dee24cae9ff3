// One caller's view of the database: what a handler or a job holds.
#pragma once

#include "postgres/database.hpp"
#include "postgres/query.hpp"
#include "postgres/row_stream.hpp"
#include "postgres/transaction.hpp"

#include <type_traits>

namespace gracy::postgres {

/// Runs the statements of one request (or job), counts them, and keeps its reads on the primary once it has written.
/// Everything that it returns starts at once and is awaited when its result is needed, so two statements may be on
/// their way together:
///
///     auto total = client.read(sql::people::count_members, space);
///     auto rows = co_await client.read(sql::people::list_members, space, ...);
///     ... co_await total ...
///
/// Awaiting throws postgres::Error.
class Client {
  public:
    /// `reads_primary`: the caller carries the mark of a recent write.
    explicit Client(Database& database, bool reads_primary = false)
        : database_(database), reads_primary_(reads_primary) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    template <class Row, class... Parameters>
    Query<Row> read(const Statement<Row, Parameters...>& statement, const std::type_identity_t<Parameters>&... values) {
        ++statements_;
        return Query<Row>(database_.read_lane(statement.number, reads_primary_), statement.number,
                          Params::of(values...));
    }

    template <class Row, class... Parameters>
    Query<Row> write(const Statement<Row, Parameters...>& statement,
                     const std::type_identity_t<Parameters>&... values) {
        ++statements_;
        reads_primary_ = true;
        wrote_ = true;
        return Query<Row>(database_.write_lane(), statement.number, Params::of(values...), &write_executed_);
    }

    /// An exclusive connection with an open transaction; see transaction.hpp. One that only reads may last.
    base::Task<Transaction> begin(Access access = Access::read_write) {
        return begin(access, access == Access::read_only ? Hold::long_time : Hold::briefly);
    }
    base::Task<Transaction> begin(Access access, Hold hold) {
        if (access == Access::read_write) {
            reads_primary_ = true;
            wrote_ = true;
        }
        return begin_transaction(database_.exclusive_lane(), access, hold);
    }

    /// One long statement on an exclusive connection, so that it never stands in front of a short one.
    template <class Row, class... Parameters>
    base::Task<Rows<Row>> bulk(const Statement<Row, Parameters...>& statement,
                               const std::type_identity_t<Parameters>&... values) {
        ++statements_;
        return run_exclusive<Row>(statement.number, Params::of(values...));
    }

    /// One long statement whose rows are taken while they arrive; see row_stream.hpp.
    template <class Row, class... Parameters>
    base::Task<RowStream<Row>> stream(const Statement<Row, Parameters...>& statement,
                                      const std::type_identity_t<Parameters>&... values) {
        ++statements_;
        return stream_exclusive<Row>(statement.number, Params::of(values...));
    }

    /// Wakes whoever listens on `channel`, in every process. After the commit, never instead of the write.
    void notify(const std::string& channel) { database_.listener().notify(channel); }

    /// Statements run so far (those inside a transaction count themselves).
    unsigned statements() const { return statements_; }
    bool wrote() const { return wrote_; }
    /// A write has succeeded: what fails from now on must not look as if nothing had happened. (What becomes of a
    /// transaction is said by its commit.)
    bool write_executed() const { return write_executed_; }

  private:
    template <class Row>
    base::Task<Rows<Row>> run_exclusive(std::uint16_t statement, Params params) {
        Lease lease = co_await database_.exclusive_lane().lease(Hold::long_time);
        co_return co_await Query<Row>(lease, statement, std::move(params));
    }

    template <class Row>
    base::Task<RowStream<Row>> stream_exclusive(std::uint16_t statement, Params params) {
        Lease lease = co_await database_.exclusive_lane().lease(Hold::long_time);
        co_return RowStream<Row>(std::make_unique<RowSource>(database_.reactor(), std::move(lease), statement,
                                                             std::move(params), database_.settings().stream_patience));
    }

    Database& database_;
    unsigned statements_ = 0;
    bool reads_primary_;
    bool wrote_ = false;
    bool write_executed_ = false;
};

}  // namespace gracy::postgres
