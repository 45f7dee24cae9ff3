// Reads on a replica: as long as it answers, is not behind, and does not have to cancel them.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;
using postgres::Client;
namespace statements = gracy::sql::test;

namespace {

std::string at(const std::string& place) {
    return server_over_socket() + " options='-c gracy.place=" + place + "'";
}

postgres::Settings impatient_settings() {
    postgres::Settings settings = quick_settings();
    settings.replica_lag_seconds = 1;
    return settings;
}

struct WithReplica : Server {
    WithReplica() : Server(impatient_settings(), at("primary"), {at("replica")}) {}
    std::string trouble() const { return database->status()[3].trouble; }
    void wait_until_usable() {
        wait_until_ready();
        EXPECT(reactor.run_until([this] { return trouble().empty(); }));
    }
};

base::Task<void> meet_conflict(Client& client, int& result) {
    result = (co_await client.read(statements::conflict)).front().value;
}

base::Task<void> sleep(Client& client, double seconds) {
    co_await client.read(statements::sleep, seconds);
}

base::Task<void> divide(Client& client, int& result) {
    result = (co_await client.read(statements::divide, 6, 2)).front().value;
}

}  // namespace

TEST(a_read_that_a_standby_cancels_for_its_replay_is_answered_by_the_primary) {
    WithReplica server;
    server.wait_until_usable();
    int result = 0;
    run(server, meet_conflict(server.client(), result));
    EXPECT_EQ(result, 1);
    EXPECT_EQ(server.statistics.replica_fallbacks.load(), 1U);
}

TEST(a_read_under_way_on_a_replica_that_is_shut_down_is_answered_by_the_primary_at_once) {
    Server server(impatient_settings(), at("primary"), {at("replica") + " user=reader"});
    server.wait_until_ready();
    EXPECT(server.reactor.run_until([&] { return server.database->status()[3].trouble.empty(); }));
    Running running(server, sleep(server.client(), 0.5));
    for (int i = 0; i < 20; ++i) {
        server.reactor.turn(std::chrono::milliseconds(5));
    }
    // A shutdown in order tells each statement under way of it, and lets nobody in again.
    Hurt nobody_let_in("sql \"alter role reader nologin\"", "sql \"alter role reader login\"");
    control("sql \"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader'\"");
    running.wait(3s);
    EXPECT_EQ(server.statistics.replica_fallbacks.load(), 1U);
    EXPECT_EQ(server.statistics.queued.load(), 0U);
}

TEST(a_caller_who_has_just_written_reads_from_the_primary) {
    WithReplica server;
    server.wait_until_usable();
    int result = 0;
    run(server, meet_conflict(server.client(true), result));
    EXPECT_EQ(result, 1);
    EXPECT_EQ(server.statistics.replica_fallbacks.load(), 0U);
}

TEST(a_replica_that_falls_behind_is_left_out_until_it_has_caught_up) {
    WithReplica server;
    server.wait_until_usable();
    Hurt late("sql \"update gracy.lag set seconds = 60\"", "sql \"update gracy.lag set seconds = 0\"");
    EXPECT(server.reactor.run_until([&] { return server.trouble().ends_with("behind the primary"); }));
    int result = 0;
    run(server, divide(server.client(), result));
    EXPECT_EQ(result, 3);
    EXPECT_EQ(server.statistics.replica_fallbacks.load(), 1U);
    late.heal();
    EXPECT(server.reactor.run_until([&] { return server.trouble().empty(); }));
    run(server, divide(server.client(), result));
    EXPECT_EQ(server.statistics.replica_fallbacks.load(), 1U);
}
