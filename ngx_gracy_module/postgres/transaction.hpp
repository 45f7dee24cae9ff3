// Several statements that stand or fall together, with code between them.
#pragma once

#include "postgres/exclusive_lane.hpp"
#include "postgres/statement.hpp"

#include <type_traits>

namespace gracy::postgres {

/// What is only read is read as of one moment (repeatable read).
enum class Access : unsigned char { read_write, read_only };

/// An open transaction on a leased connection. All statements of the coroutine go through it while it lives: one on
/// another connection that waits for a lock held here would be a deadlock that PostgreSQL cannot see.
/// Destroyed without `commit`, it is rolled back before the connection is used again.
class Transaction {
  public:
    explicit Transaction(Lease lease) : lease_(std::make_unique<Lease>(std::move(lease))) {}

    template <class Row, class... Parameters>
    Query<Row> run(const Statement<Row, Parameters...>& statement, const std::type_identity_t<Parameters>&... values) {
        return Query<Row>(*lease_, statement.number, Params::of(values...));
    }

    /// Returns when the transaction is durable. Throws Error: (conflict) when an earlier statement had failed and the
    /// server rolled back instead, (lost, maybe_executed) when the answer to the commit never came.
    base::Task<void> commit();

  private:
    friend base::Task<Transaction> begin_transaction(ExclusiveLane& lane, Access access, Hold hold);
    base::Task<void> open(Access access);

    // On the heap: statements in flight refer to it while the transaction moves.
    std::unique_ptr<Lease> lease_;
};

base::Task<Transaction> begin_transaction(ExclusiveLane& lane, Access access, Hold hold);

}  // namespace gracy::postgres
