// What is left of a request that goes away: nothing that another one could notice.
#include "fixture.hpp"

#include <thread>

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;
using postgres::Client;
using postgres::Error;
using postgres::ErrorKind;
namespace statements = gracy::sql::test;

namespace {

std::int64_t next_item = 2000;

base::Task<void> slow(Client& client, double seconds) {
    co_await client.read(statements::sleep, seconds);
}

base::Task<void> slow_bulk(Client& client, double seconds) {
    co_await client.bulk(statements::sleep, seconds);
}

base::Task<void> divide(Client& client, int dividend, int divisor, int& result) {
    result = (co_await client.read(statements::divide, dividend, divisor)).front().value;
}

base::Task<void> insert_in_transaction_then_sleep(Client& client, std::int64_t id) {
    auto transaction = co_await client.begin();
    co_await transaction.run(statements::insert_item, id, "uncommitted");
    co_await transaction.run(statements::sleep, 0.3);
    co_await transaction.commit();
}

base::Task<void> insert_two_and_commit(Client& client, std::int64_t first, std::int64_t second) {
    auto transaction = co_await client.begin();
    co_await transaction.run(statements::insert_item, first, "one");
    co_await transaction.run(statements::insert_item, second, "two");
    co_await transaction.commit();
}

base::Task<void> insert_then_leave(Client& client, std::int64_t id) {
    auto transaction = co_await client.begin();
    co_await transaction.run(statements::insert_item, id, "rolled back");
}

base::Task<void> commit_after_a_failure(Client& client, std::int64_t id) {
    auto transaction = co_await client.begin();
    co_await transaction.run(statements::insert_item, id, "rolled back");
    try {
        co_await transaction.run(statements::divide, 1, 0);
    } catch (const Error&) {
        // A handler that goes on all the same.
    }
    co_await transaction.commit();
}

/// Fails while the server runs pg_sleep.
void expect_no_sleeper() {
    control(
        "sql \"select 1 / (1 - least(count(*), 1)) from pg_stat_activity where state = 'active' and query like "
        "'%pg_sleep%' and pid <> pg_backend_pid()\"");
}

base::Task<void> count(Client& client, std::int64_t id, std::int64_t expected) {
    EXPECT_EQ((co_await client.read(statements::count_items, id)).front().value, expected);
}

/// In the middle of it; and the next one has its connection.
void expect_an_abandoned_transaction_leaves_nothing(Server& server) {
    const std::int64_t id = next_item++;
    {
        Running abandoned(server, insert_in_transaction_then_sleep(server.client(), id));
        for (int i = 0; i < 20; ++i) {
            server.reactor.turn(std::chrono::milliseconds(5));
        }
        EXPECT(!abandoned.finished());
    }
    const std::int64_t other = next_item++;
    // There is one exclusive connection, so this waits for the cleaning.
    run(server, insert_two_and_commit(server.client(), other, next_item++));
    run(server, count(server.client(), id, 0));
    run(server, count(server.client(), other, 1));
}

}  // namespace

TEST(a_read_abandoned_before_it_is_sent_is_never_sent) {
    Server server;
    server.wait_until_ready();
    const auto sent = server.statistics.statements.load();
    {
        Running running(server, slow(server.client(), 5));
    }
    server.reactor.turn();
    EXPECT_EQ(server.statistics.statements.load(), sent);
}

TEST(a_read_abandoned_in_flight_is_drained_and_the_next_one_gets_its_own_rows) {
    Server server;
    server.wait_until_ready();
    {
        Running abandoned(server, slow(server.client(), 0.2));
        server.reactor.turn();
        server.reactor.turn();
    }
    int result = 0;
    run(server, divide(server.client(), 42, 1, result));
    EXPECT_EQ(result, 42);
    EXPECT_EQ(server.statistics.abandoned.load(), 1U);
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_read_abandoned_in_flight_is_counted_when_it_fails_as_well) {
    postgres::Settings settings = quick_settings();
    settings.statement_timeout = 100ms;
    Server server(settings);
    server.wait_until_ready();
    {
        Running abandoned(server, slow(server.client(), 5));
        server.reactor.turn();
        server.reactor.turn();
    }
    EXPECT(server.reactor.run_until([&] { return server.statistics.in_flight.load() == 0; }, 5s));
    EXPECT_EQ(server.statistics.abandoned.load(), 1U);
}

TEST(a_transaction_abandoned_in_flight_is_rolled_back_before_its_connection_is_used_again) {
    Server server;
    server.wait_until_ready();
    expect_an_abandoned_transaction_leaves_nothing(server);
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(leaving_a_transaction_without_commit_rolls_it_back) {
    Server server;
    const std::int64_t id = next_item++;
    run(server, insert_then_leave(server.client(), id));
    run(server, insert_two_and_commit(server.client(), next_item, next_item + 1));
    next_item += 2;
    run(server, count(server.client(), id, 0));
}

TEST(committing_after_a_failed_statement_is_an_error_and_not_a_silent_rollback) {
    Server server;
    const std::int64_t id = next_item++;
    const Error error = EXPECT_THROW(Error, run(server, commit_after_a_failure(server.client(), id)));
    EXPECT(error.kind() == ErrorKind::conflict);
    run(server, count(server.client(), id, 0));
}

TEST(callers_wait_in_turn_for_an_exclusive_connection) {
    Server server;
    server.wait_until_ready();
    const std::int64_t first = next_item++;
    const std::int64_t second = next_item++;
    Running one(server, insert_in_transaction_then_sleep(server.client(), first));
    Running two(server, insert_in_transaction_then_sleep(server.client(), second));
    server.reactor.turn();
    EXPECT_EQ(server.statistics.leases.load(), 1U);
    one.wait();
    two.wait();
    EXPECT_EQ(server.statistics.leases.load(), 0U);
    run(server, count(server.client(), first, 1));
    run(server, count(server.client(), second, 1));
}

TEST(a_caller_that_stops_waiting_for_an_exclusive_connection_leaves_the_queue) {
    Server server;
    server.wait_until_ready();
    Running holder(server, insert_in_transaction_then_sleep(server.client(), next_item++));
    server.reactor.turn();
    {
        Running impatient(server, insert_in_transaction_then_sleep(server.client(), next_item++));
        server.reactor.turn();
    }
    holder.wait();
    run(server, insert_two_and_commit(server.client(), next_item, next_item + 1));
    next_item += 2;
}

TEST(long_statements_leave_a_connection_to_transactions) {
    postgres::Settings settings = quick_settings();
    settings.exclusive_connections = 2;
    Server server(settings);
    server.wait_until_ready();
    Running held(server, slow_bulk(server.client(), 0.5));
    Running waiting(server, slow_bulk(server.client(), 0.1));
    server.reactor.turn();
    EXPECT_EQ(server.statistics.leases.load(), 1U);
    run(server, insert_two_and_commit(server.client(), next_item, next_item + 1));
    next_item += 2;
    EXPECT(!held.finished());
    held.wait();
    waiting.wait();
}

TEST(a_long_statement_that_nobody_waits_for_any_more_counts_until_its_end) {
    postgres::Settings settings = quick_settings();
    settings.exclusive_connections = 2;
    Server server(settings);
    server.wait_until_ready();
    {
        Running abandoned(server, slow_bulk(server.client(), 0.5));
        server.reactor.turn();
        server.reactor.turn();
    }
    Running next(server, slow_bulk(server.client(), 0.1));
    server.reactor.turn();
    EXPECT_EQ(server.statistics.leases.load(), 1U);
    run(server, insert_two_and_commit(server.client(), next_item, next_item + 1));
    next_item += 2;
    next.wait();
    EXPECT_EQ(server.statistics.leases.load(), 0U);
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_long_statement_that_nobody_waits_for_any_more_gives_its_connection_to_the_next_and_ends_on_the_server) {
    postgres::Settings settings = quick_settings();
    settings.bulk_timeout = 60s;
    settings.drain_patience = 200ms;
    Server server(settings);
    server.wait_until_ready();
    {
        Running abandoned(server, slow_bulk(server.client(), 30));
        for (int i = 0; i < 20; ++i) {
            server.reactor.turn(std::chrono::milliseconds(5));
        }
    }
    EXPECT_EQ(server.statistics.leases.load(), 1U);
    run(server, slow_bulk(server.client(), 0.01));
    EXPECT_EQ(server.statistics.leases.load(), 0U);
    EXPECT_EQ(server.statistics.losses.load(), 1U);
    // It looks for its client once a second.
    std::this_thread::sleep_for(2500ms);
    expect_no_sleeper();
}

TEST(a_long_transaction_that_nobody_waits_for_any_more_is_rolled_back_with_its_session) {
    postgres::Settings settings = quick_settings();
    settings.drain_patience = 50ms;
    Server server(settings);
    server.wait_until_ready();
    expect_an_abandoned_transaction_leaves_nothing(server);
    EXPECT_EQ(server.statistics.losses.load(), 1U);
}

TEST(closing_the_client_with_statements_in_flight_tells_whoever_waits) {
    auto server = std::make_unique<Server>();
    server->wait_until_ready();
    Running running(*server, slow(server->client(), 5));
    server->reactor.turn();
    server->reactor.turn();
    server->database.reset();
    EXPECT_THROW(Error, running.wait());
}
