#include "jobs/housekeeping.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "postgres/error.hpp"
#include "test.hpp"

#include <algorithm>

namespace base = gracy::base;
using gracy::jobs::housekeeping::delete_all;
using gracy::postgres::Error;
using gracy::postgres::ErrorKind;

namespace {

/// A table whose server deletes no more than so many rows before its patience ends.
struct Table {
    std::int64_t rows = 0;
    std::int32_t most_in_time = 0;
    int statements = 0;

    base::Task<std::int64_t> delete_some(std::int32_t limit) {
        ++statements;
        const std::int64_t now = std::min<std::int64_t>(rows, limit);
        if (now > most_in_time) {
            throw Error(ErrorKind::timeout, "57014", "canceling statement due to statement timeout");
        }
        rows -= now;
        co_return now;
    }
};

base::Task<void> keep(base::Task<std::int64_t> task, std::int64_t& result) {
    result = co_await std::move(task);
}

std::int64_t run(Table& table) {
    gracy::io::ManualReactor reactor;
    std::int64_t deleted = 0;
    std::exception_ptr failure;
    gracy::io::Pump pump(reactor,
                         keep(delete_all([&table](std::int32_t limit) { return table.delete_some(limit); }), deleted),
                         [&failure](std::exception_ptr thrown) { failure = thrown; });
    pump.start();
    reactor.turn();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return deleted;
}

}  // namespace

TEST(what_an_outage_has_left_is_deleted_in_pieces_that_fit_the_time_of_a_statement) {
    Table table{.rows = 12'345, .most_in_time = 700};
    EXPECT_EQ(run(table), 12'345);
    EXPECT_EQ(table.rows, 0);
}

TEST(what_fits_is_deleted_in_few_statements) {
    Table table{.rows = 15'000, .most_in_time = 10'000};
    EXPECT_EQ(run(table), 15'000);
    EXPECT_EQ(table.statements, 3);
}

TEST(rows_of_which_not_even_one_can_be_deleted_are_told_of) {
    Table table{.rows = 3, .most_in_time = 0};
    EXPECT(EXPECT_THROW(Error, run(table)).kind() == ErrorKind::timeout);
    EXPECT_EQ(table.rows, 3);
}
