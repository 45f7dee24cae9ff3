// Rows that are taken while they arrive: of any number at the cost of a few.
#include "fixture.hpp"

#include <malloc.h>

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;
using postgres::Client;
using postgres::Error;
using postgres::ErrorKind;
using postgres::RowQuery;
namespace statements = gracy::sql::test;

namespace {

constexpr std::int32_t width = 1000;

base::Task<void> read_all(Client& client, std::int32_t rows) {
    auto stream = co_await client.stream(statements::wide_rows, rows, width);
    std::int32_t expected = 0;
    for (auto some = co_await stream.next(); !some.empty(); some = co_await stream.next()) {
        EXPECT(some.size() <= RowQuery::most_waiting);
        for (const auto& row : some) {
            EXPECT_EQ(row.size(), 1U);
            EXPECT_EQ(row.front().value.size(), static_cast<std::size_t>(width));
            EXPECT(row.front().value.starts_with(fmt::format("{} ", ++expected)));
        }
    }
    EXPECT_EQ(expected, rows);
    EXPECT(!stream.let_go());
}

/// A hundred megabytes, of which one row is looked at before a while passes.
base::Task<void> read_slowly(Client& client, Server& server, std::size_t& grown) {
    const std::size_t before = mallinfo2().uordblks;
    auto stream = co_await client.stream(statements::wide_rows, 100'000, width);
    EXPECT(!(co_await stream.next()).empty());
    co_await io::Sleep(server.reactor, 200ms);
    grown = mallinfo2().uordblks - before;
    EXPECT(!(co_await stream.next()).empty());
}

base::Task<void> outstay(Client& client, Server& server) {
    auto stream = co_await client.stream(statements::wide_rows, 100'000, width);
    EXPECT(!(co_await stream.next()).empty());
    co_await io::Sleep(server.reactor, 150ms);
    EXPECT(stream.let_go());
    EXPECT((co_await stream.next()).empty());
    // There is one exclusive connection, and it is free again while the stream is still there.
    EXPECT_EQ((co_await client.bulk(statements::wide_rows, 100, width)).size(), 100U);
}

base::Task<void> dawdle(Client& client, Server& server) {
    auto stream = co_await client.stream(statements::wide_rows, 100'000, width);
    for (std::size_t taken = 0; taken < 100'000;) {
        const auto some = co_await stream.next();
        if (some.empty()) {
            break;
        }
        taken += some.size();
        co_await io::Sleep(server.reactor, 10ms);
    }
    EXPECT(stream.let_go());
}

base::Task<void> leave_in_the_middle(Client& client) {
    auto stream = co_await client.stream(statements::wide_rows, 5'000, width);
    EXPECT(!(co_await stream.next()).empty());
}

base::Task<void> read_whole(Client& client, std::int32_t rows) {
    EXPECT_EQ((co_await client.bulk(statements::wide_rows, rows, width)).size(), static_cast<std::size_t>(rows));
}

base::Task<void> fail_after(Client& client, std::int32_t rows, std::int32_t& seen) {
    auto stream = co_await client.stream(statements::rows_then_failure, rows);
    for (auto some = co_await stream.next(); !some.empty(); some = co_await stream.next()) {
        seen += static_cast<std::int32_t>(some.size());
    }
}

base::Task<void> lose_the_server(Client& client, Server& server) {
    auto stream = co_await client.stream(statements::wide_rows, 100'000, width);
    EXPECT(!(co_await stream.next()).empty());
    control(
        "sql \"select pg_terminate_backend(pid) from pg_stat_activity where query like '%generate_series%' and pid <> "
        "pg_backend_pid()\"");
    co_await io::Sleep(server.reactor, 50ms);
    for (auto some = co_await stream.next(); !some.empty(); some = co_await stream.next()) {
    }
}

postgres::Settings impatient_settings() {
    postgres::Settings settings = quick_settings();
    settings.stream_patience = 100ms;
    settings.drain_patience = 10s;
    return settings;
}

}  // namespace

TEST(rows_arrive_in_order_a_few_at_a_time) {
    Server server;
    run(server, read_all(server.client(), 0));
    run(server, read_all(server.client(), 1));
    run(server, read_all(server.client(), 20'000));
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(rows_arrive_over_tls_as_well) {
    Hurt encrypted("encrypt", "decrypt");
    Server server(quick_settings(), server_over_network("require"));
    run(server, read_all(server.client(), 20'000));
    std::size_t grown = 0;
    run(server, read_slowly(server.client(), server, grown));
    EXPECT(grown < 500'000);
}

TEST(rows_that_nobody_takes_stay_with_the_server) {
    Server server;
    server.wait_until_ready();
    std::size_t grown = 0;
    run(server, read_slowly(server.client(), server, grown));
    EXPECT(grown < 500'000);
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_stream_lets_go_of_its_connection_when_its_reader_takes_too_long) {
    Server server(impatient_settings());
    run(server, outstay(server.client(), server));
    run(server, dawdle(server.client(), server));
    EXPECT(server.reactor.run_until([&] { return server.statistics.leases.load() == 0; }));
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_stream_left_in_the_middle_is_drained_and_the_next_result_comes_whole) {
    Server server;
    run(server, leave_in_the_middle(server.client()));
    run(server, read_whole(server.client(), 3'000));
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_failure_after_rows_is_told_after_them) {
    Server server;
    std::int32_t seen = 0;
    const Error error = EXPECT_THROW(Error, run(server, fail_after(server.client(), 1'000, seen)));
    EXPECT_EQ(error.sqlstate(), "22012");
    EXPECT_EQ(seen, 1'000);
    run(server, read_whole(server.client(), 10));
}

TEST(a_server_that_goes_in_the_middle_of_rows_is_told) {
    Server server;
    const Error error = EXPECT_THROW(Error, run(server, lose_the_server(server.client(), server)));
    EXPECT(error.kind() == ErrorKind::lost);
    run(server, read_whole(server.client(), 10));
}
