// One statement in a queue or in a connection's pipeline. It belongs to them and not to who waits for it: a request
// that goes away leaves the slot behind, and its rows are drained and dropped.
#pragma once

#include "base/frame_pool.hpp"
#include "postgres/params.hpp"
#include "postgres/row.hpp"

#include <memory>

namespace gracy::postgres {

class PendingQuery;
class RowQuery;
class Error;

enum class Control : unsigned char { none, begin, begin_read_only, commit, rollback };

struct Slot {
    explicit Slot(std::uint16_t statement_number, Params values)
        : params(std::move(values)), statement(statement_number) {}
    explicit Slot(Control word) : control(word) {}
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot();

    static void* operator new(std::size_t size) { return base::allocate_frame(size); }
    static void operator delete(void* slot, std::size_t size) noexcept { base::release_frame(slot, size); }

    bool abandoned() const { return waiter == nullptr; }
    void complete(Result result) noexcept;
    void fail(Error error) noexcept;

    Params params;
    /// Null once nobody waits any more.
    PendingQuery* waiter = nullptr;
    /// The same waiter, when it takes rows as they arrive.
    RowQuery* rows = nullptr;
    std::uint16_t statement = 0;
    Control control = Control::none;
    /// In libpq's single-row mode. Only on a connection that has nothing else in flight.
    bool row_by_row = false;
    /// Between Syncs of its own: nobody else's error can touch it, nor its error anybody.
    bool alone = false;
    /// Went out once already; a second loss is told to the caller.
    bool resent = false;
};

}  // namespace gracy::postgres
