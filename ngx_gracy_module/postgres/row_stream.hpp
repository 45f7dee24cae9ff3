// The rows of a long statement while they arrive, so that a result of any length costs the memory of a few rows.
#pragma once

#include "io/reactor.hpp"
#include "postgres/exclusive_lane.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace gracy::postgres {

/// A statement whose rows come one at a time (libpq's single-row mode). Awaited again and again: each time it gives the
/// rows that have arrived, a few at most, and nothing at the end. Throws Error, also after rows.
class RowQuery final : public PendingQuery {
  public:
    /// Rows that wait to be taken; then the connection is not read, so TCP slows the server down.
    static constexpr std::size_t most_waiting = 32;

    RowQuery(Lane& lane, std::uint16_t statement, Params params);
    ~RowQuery();

    bool await_ready() const noexcept { return !rows_.empty() || PendingQuery::await_ready(); }
    std::vector<Result> await_resume();

    /// For the connection: one row. False when there is no room for another.
    bool take_row(Result row);

  private:
    std::vector<Result> rows_;
};

/// The untyped half of a RowStream: a query, the connection that it has to itself, and how long it may keep it.
class RowSource {
  public:
    RowSource(io::Reactor& reactor, Lease lease, std::uint16_t statement, Params params,
              std::chrono::milliseconds patience);
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;

    base::Task<std::vector<Result>> next();
    bool let_go() const { return query_ == nullptr; }

  private:
    io::Reactor& reactor_;
    std::chrono::steady_clock::time_point due_;
    std::unique_ptr<io::Timer> patience_;
    // In this order: the query is given up before its connection is.
    std::unique_ptr<Lease> lease_;
    std::unique_ptr<RowQuery> query_;
};

/// The rows of one statement, all of its moment, in order:
///
///     auto rows = co_await client.stream(sql::people::export_members, ...);
///     for (auto some = co_await rows.next(); !some.empty(); some = co_await rows.next()) { ... }
///
/// It has a connection to itself. Whoever takes longer over the rows than `patience` altogether finds that the stream
/// has let go of it: a slow reader must keep neither a connection from others nor a snapshot from vacuum. Then `next`
/// gives nothing, `let_go` says so, and another statement may go on after the last row.
template <class Row>
class RowStream {
  public:
    explicit RowStream(std::unique_ptr<RowSource> source) : source_(std::move(source)) {}

    /// A few rows; none at the end. Throws Error.
    base::Task<std::vector<Rows<Row>>> next() {
        std::vector<Result> results = co_await source_->next();
        std::vector<Rows<Row>> rows;
        rows.reserve(results.size());
        for (Result& result : results) {
            rows.emplace_back(std::move(result));
        }
        co_return rows;
    }
    bool let_go() const { return source_->let_go(); }

  private:
    std::unique_ptr<RowSource> source_;
};

}  // namespace gracy::postgres
