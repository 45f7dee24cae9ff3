// A server that dies, freezes, refuses or restarts.
#include "fixture.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <vector>

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;
using postgres::Client;
using postgres::Error;
using postgres::ErrorKind;
namespace statements = gracy::sql::test;

namespace {

std::int64_t next_item = 3000;

base::Task<void> sleep_then_number(Client& client, double seconds, int& result) {
    result = (co_await client.read(statements::sleep, seconds)).front().value;
}

base::Task<void> divide(Client& client, int dividend, int& result) {
    result = (co_await client.read(statements::divide, dividend, 1)).front().value;
}

base::Task<void> backend(Client& client, int& result) {
    result = (co_await client.read(statements::backend)).front().value;
}

base::Task<void> insert_and_sleep(Client& client, std::int64_t id, double seconds) {
    co_await client.write(statements::insert_and_sleep, id, seconds);
}

base::Task<void> insert(Client& client, std::int64_t id) {
    co_await client.write(statements::insert_item, id, "kept");
}

base::Task<void> large(Client& client, int size) {
    EXPECT_EQ((co_await client.read(statements::repeat, size)).front().value.size(), static_cast<std::size_t>(size));
}

base::Task<void> use_a_transaction_over_a_lost_connection(Client& client, Server& server, std::int64_t id) {
    auto transaction = co_await client.begin();
    co_await transaction.run(statements::insert_item, id, "lost");
    control("sql \"select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'\"");
    const auto losses = server.statistics.losses.load();
    while (server.statistics.losses.load() == losses || !server.ready()) {
        co_await io::Sleep(server.reactor, 5ms);
    }
    // The connection is back, but this transaction is not.
    co_await transaction.run(statements::insert_item, id + 1, "outside of any transaction");
}

/// A peer that accepts connections and never says a word.
class SilentPeer {
  public:
    SilentPeer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        EXPECT(::listen(socket_, 16) == 0);
        EXPECT(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    ~SilentPeer() {
        ::close(socket_);
        std::ranges::for_each(visitors_, ::close);
    }

    /// How many connections have come. They stay open.
    std::size_t visitors() {
        for (int visitor = -1; (visitor = ::accept(socket_, nullptr, nullptr)) >= 0;) {
            visitors_.push_back(visitor);
        }
        return visitors_.size();
    }
    int port() const { return port_; }
    std::string conninfo() const {
        return fmt::format("host=127.0.0.1 port={} dbname=client user=client sslmode=disable", port_);
    }

  private:
    int socket_;
    int port_ = 0;
    std::vector<int> visitors_;
};

}  // namespace

TEST(reads_in_flight_are_sent_again_when_their_backend_is_killed) {
    Server server;
    server.wait_until_ready();
    int slow = 0;
    int first = 0;
    int second = 0;
    Running sleeping(server, sleep_then_number(server.client(), 0.3, slow));
    Running one(server, divide(server.client(), 1, first));
    Running two(server, divide(server.client(), 2, second));
    server.reactor.turn();
    server.reactor.turn();
    control(
        "sql \"select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> "
        "pg_backend_pid()\"");
    sleeping.wait();
    one.wait();
    two.wait();
    EXPECT_EQ(slow, 1);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 2);
    EXPECT_EQ(server.statistics.losses.load(), 1U);
    EXPECT_EQ(server.statistics.resent_reads.load(), 3U);
}

TEST(a_write_in_flight_when_its_backend_is_killed_is_uncertain_and_not_sent_again) {
    Server server;
    server.wait_until_ready();
    const std::int64_t id = next_item++;
    Running writing(server, insert_and_sleep(server.client(), id, 0.5));
    server.reactor.turn();
    server.reactor.turn();
    control(
        "sql \"select pg_terminate_backend(pid) from pg_stat_activity where query like '%from added%' and pid <> "
        "pg_backend_pid()\"");
    const Error error = EXPECT_THROW(Error, writing.wait());
    EXPECT(error.kind() == ErrorKind::lost);
    EXPECT(error.maybe_executed());
    EXPECT_EQ(server.statistics.uncertain_writes.load(), 1U);
    run(server, insert(server.client(), id));
}

TEST(an_idle_connection_that_dies_is_replaced) {
    Server server;
    server.wait_until_ready();
    int before = 0;
    int after = 0;
    run(server, backend(server.client(), before));
    control("sql \"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'client'\"");
    run(server, backend(server.client(), after));
    EXPECT(before != after);
    server.wait_until_ready();
}

TEST(statements_that_were_not_sent_wait_for_a_restarting_server) {
    postgres::Settings settings = quick_settings();
    settings.patience = 10s;
    Server server(settings);
    server.wait_until_ready();
    Hurt stopped("stop", "start");
    EXPECT(server.reactor.run_until([&] { return server.database->status()[0].ready == 0; }));
    int result = 0;
    const std::int64_t id = next_item++;
    Running reading(server, divide(server.client(), 7, result));
    Running writing(server, insert(server.client(), id));
    server.reactor.turn();
    stopped.heal();
    reading.wait();
    writing.wait();
    EXPECT_EQ(result, 7);
    server.wait_until_ready();
}

TEST(without_a_server_callers_are_told_after_the_patience_and_then_at_once) {
    Server server;
    server.wait_until_ready();
    Hurt stopped("stop", "start");
    int result = 0;
    const Error first = EXPECT_THROW(Error, run(server, divide(server.client(), 7, result)));
    EXPECT(first.kind() == ErrorKind::unavailable || first.kind() == ErrorKind::lost);
    EXPECT(server.reactor.run_until(
        [&] { return server.statistics.unavailable.load() > 0 || server.reactor.timers() == 0; }, 3s));
    const auto started = std::chrono::steady_clock::now();
    const Error second = EXPECT_THROW(Error, run(server, divide(server.client(), 7, result)));
    EXPECT(second.kind() == ErrorKind::unavailable);
    EXPECT(std::chrono::steady_clock::now() - started < 500ms);
    EXPECT(!second.maybe_executed());
    stopped.heal();
    server.wait_until_ready();
    run(server, divide(server.client(), 7, result));
    EXPECT_EQ(result, 7);
}

TEST(a_frozen_server_is_given_up_and_reads_survive_it) {
    postgres::Settings settings = quick_settings();
    settings.statement_timeout = 200ms;
    settings.stall_grace = 200ms;
    settings.patience = 10s;
    Server server(settings);
    server.wait_until_ready();
    Hurt frozen("freeze", "thaw");
    int result = 0;
    Running reading(server, divide(server.client(), 5, result));
    const bool stalled = server.reactor.run_until([&] { return server.statistics.stalls.load() > 0; }, 3s);
    frozen.heal();
    EXPECT(stalled);
    reading.wait();
    EXPECT_EQ(result, 5);
    server.wait_until_ready();
}

TEST(large_results_arrive_after_the_client_itself_was_frozen) {
    Server server;
    server.wait_until_ready();
    for (const int size : {20000, 60000, 150000}) {
        Running reading(server, large(server.client(), size));
        server.reactor.turn();
        server.reactor.turn();
        ::usleep(300000);
        reading.wait();
    }
}

TEST(connecting_to_a_peer_that_never_answers_times_out_and_is_tried_again) {
    const SilentPeer peer;
    postgres::Settings settings = quick_settings();
    settings.connect_timeout = 100ms;
    Server server(settings, peer.conninfo());
    server.open();
    EXPECT(server.reactor.run_until([&] { return server.statistics.connect_failures.load() >= 10; }, 5s));
    EXPECT_EQ(server.statistics.connections_ready.load(), 0U);
    int result = 0;
    const Error error = EXPECT_THROW(Error, run(server, divide(server.client(), 5, result)));
    EXPECT(error.kind() == ErrorKind::unavailable);
}

TEST(a_host_that_never_answers_does_not_keep_from_the_next_one) {
    SilentPeer peer;
    postgres::Settings settings = quick_settings();
    settings.connect_timeout = 300ms;
    Server server(settings, fmt::format("host=127.0.0.1,localhost port={},{} dbname=client user=client sslmode=disable",
                                        peer.port(), server_port()));
    server.wait_until_ready();
    EXPECT(peer.visitors() >= 1U);
}

TEST(a_host_whose_name_is_gone_does_not_keep_from_the_next_one) {
    Server server(quick_settings(),
                  fmt::format("host=no-such-host.invalid,localhost port={} dbname=client user=client sslmode=disable",
                              server_port()));
    int result = 0;
    run(server, divide(server.client(), 3, result));
    EXPECT_EQ(result, 3);
}

TEST(a_lane_opens_its_other_connections_when_the_first_is_ready) {
    SilentPeer peer;
    postgres::Settings settings = quick_settings();
    settings.read_connections = 8;
    settings.write_connections = 8;
    settings.exclusive_connections = 8;
    settings.connect_timeout = 1h;
    Server waiting(settings, peer.conninfo());
    waiting.open();
    EXPECT(waiting.reactor.run_until([&] { return peer.visitors() >= 4; }, 5s));
    for (int i = 0; i < 20; ++i) {
        waiting.reactor.turn(5ms);
    }
    // One for each lane, and the listener.
    EXPECT_EQ(peer.visitors(), 4U);

    Server served(settings);
    served.wait_until_ready();
    EXPECT_EQ(served.statistics.connections_ready.load(), 24U);
}

TEST(connecting_over_tcp_while_the_server_is_frozen_succeeds_when_it_wakes) {
    postgres::Settings settings = quick_settings();
    settings.connect_timeout = 5s;
    Hurt frozen("freeze", "thaw");
    Server server(settings, server_over_network("disable"));
    server.open();
    for (int i = 0; i < 20; ++i) {
        server.reactor.turn(10ms);
    }
    frozen.heal();
    server.wait_until_ready();
}

TEST(a_server_that_refuses_tls_is_an_error_and_not_a_connection_in_the_clear) {
    Server server(quick_settings(), server_over_network("require"));
    server.open();
    EXPECT(server.reactor.run_until([&] { return server.statistics.connect_failures.load() >= 4; }, 5s));
    EXPECT_EQ(server.statistics.connects.load(), 0U);
    EXPECT(server.database->status()[0].trouble.find("SSL") != std::string::npos);
}

TEST(a_host_name_is_resolved_off_the_loop_and_an_unknown_one_is_reported) {
    Server known(quick_settings(), server_over_network("disable"));
    int result = 0;
    run(known, divide(known.client(), 3, result));
    EXPECT_EQ(result, 3);
    Server unknown(quick_settings(), "host=no-such-host.invalid dbname=client user=client sslmode=disable");
    unknown.open();
    EXPECT(unknown.reactor.run_until([&] { return unknown.statistics.connect_failures.load() >= 1; }, 10s));
    EXPECT(unknown.database->status()[0].trouble.find("no-such-host.invalid") != std::string::npos);
}

TEST(a_transaction_does_not_go_on_over_a_connection_that_came_back) {
    Server server;
    server.wait_until_ready();
    const std::int64_t id = next_item;
    next_item += 2;
    const Error error =
        EXPECT_THROW(Error, run(server, use_a_transaction_over_a_lost_connection(server.client(), server, id)));
    EXPECT(error.kind() == ErrorKind::lost);
    run(server, insert(server.client(), id));
    run(server, insert(server.client(), id + 1));
}

TEST(a_plan_made_stale_by_a_migration_is_prepared_anew_without_an_error) {
    Server server;
    server.wait_until_ready();
    run(server, insert(server.client(), next_item++));
    control(
        "sql \"set role client; set search_path = gracy; alter table item rename to old_item; "
        "create table item (id bigint primary key, label text, added int)\"");
    control("sql \"select pg_stat_reset()\"");
    int result = 0;
    run(server, insert(server.client(), next_item++));
    run(server, divide(server.client(), 3, result));
    EXPECT_EQ(result, 3);
}

TEST(a_session_that_takes_no_writes_is_replaced) {
    // As the sessions of a primary that has become a standby.
    Server server(quick_settings(), server_over_socket() + " options='-c default_transaction_read_only=on'");
    server.wait_until_ready();
    const Error error = EXPECT_THROW(Error, run(server, insert(server.client(), next_item++)));
    EXPECT(error.kind() == ErrorKind::unavailable);
    EXPECT(!error.maybe_executed());
    EXPECT(server.statistics.losses.load() >= 1U);
    server.wait_until_ready();
}

TEST(reads_go_to_the_primary_while_a_replica_cannot_be_reached) {
    const SilentPeer peer;
    postgres::Settings settings = quick_settings();
    settings.patience = 100ms;
    Server server(settings, server_over_socket(), {peer.conninfo()});
    server.open();
    EXPECT(server.reactor.run_until([&] { return server.database->status()[0].ready == 1; }));
    int result = 0;
    run(server, divide(server.client(), 3, result));
    EXPECT_EQ(result, 3);
    run(server, divide(server.client(), 4, result));
    EXPECT_EQ(result, 4);
    EXPECT(server.statistics.replica_fallbacks.load() >= 1U);
}
