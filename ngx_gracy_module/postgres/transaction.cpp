#include "postgres/transaction.hpp"

namespace gracy::postgres {

base::Task<void> Transaction::open(Access access) {
    co_await ControlQuery(*lease_, access == Access::read_only ? Control::begin_read_only : Control::begin);
}

base::Task<void> Transaction::commit() {
    const std::string tag = co_await ControlQuery(*lease_, Control::commit);
    // The server answers COMMIT in a failed transaction with success and the tag of what it did instead.
    if (tag != "COMMIT") {
        throw Error(ErrorKind::conflict, "25P02", "the transaction was rolled back");
    }
    lease_.reset();
}

base::Task<Transaction> begin_transaction(ExclusiveLane& lane, Access access, Hold hold) {
    Transaction transaction(co_await lane.lease(hold));
    co_await transaction.open(access);
    co_return std::move(transaction);
}

}  // namespace gracy::postgres
