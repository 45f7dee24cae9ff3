// Waking and being woken.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;
using namespace std::chrono_literals;

TEST(a_notification_wakes_the_listeners_of_its_channel_only) {
    Server server;
    int first = 0;
    int second = 0;
    server.database->listener().listen("first_channel", [&] { ++first; });
    server.database->listener().listen("second_channel", [&] { ++second; });
    server.open();
    server.wait_until_ready();
    const int before = second;
    control("sql \"notify first_channel\"");
    const int expected = first + 1;
    EXPECT(server.reactor.run_until([&] { return first >= expected; }));
    EXPECT_EQ(second, before);
}

TEST(a_burst_of_notifications_is_one) {
    Server server;
    int woken = 0;
    server.database->listener().listen("burst", [&] { ++woken; });
    server.open();
    server.wait_until_ready();
    woken = 0;
    for (int i = 0; i < 100; ++i) {
        server.database->listener().notify("burst");
    }
    EXPECT(server.reactor.run_until([&] { return woken > 0; }));
    for (int i = 0; i < 10; ++i) {
        server.reactor.turn(5ms);
    }
    EXPECT_EQ(woken, 1);
}

TEST(after_a_reconnect_what_was_kept_warm_is_flushed_before_anybody_is_woken) {
    Server server;
    std::string story;
    server.database->listener().listen("stories", [&] { story += 'w'; });
    server.database->listener().on_reconnect([&] { story += 'f'; });
    server.open();
    server.wait_until_ready();
    EXPECT_EQ(story, "fw");
    control("sql \"select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%listen'\"");
    EXPECT(server.reactor.run_until([&] { return story == "fwfw"; }));
}

TEST(a_connection_on_which_nothing_can_be_listened_to_is_a_lost_one) {
    Server server;
    int woken = 0;
    // A word that PostgreSQL keeps for itself: the server answers LISTEN with an error, as a standby does.
    server.database->listener().listen("select", [&] { ++woken; });
    server.open();
    EXPECT(server.reactor.run_until([&] { return server.database->listener().trouble().contains("syntax error"); }));
    EXPECT(!server.database->listener().listening());
    EXPECT_EQ(woken, 0);
}

TEST(a_server_that_does_not_answer_a_notification_is_given_up) {
    postgres::Settings settings = quick_settings();
    settings.statement_timeout = 200ms;
    settings.stall_grace = 200ms;
    Server server(settings);
    server.wait_until_ready();
    Hurt frozen("freeze", "thaw");
    server.database->listener().notify("nobody");
    const bool noticed = server.reactor.run_until([&] { return !server.database->listener().listening(); }, 5s);
    frozen.heal();
    EXPECT(noticed);
    EXPECT(server.statistics.stalls.load() >= 1U);
    server.wait_until_ready();
}

TEST(a_notification_asked_for_while_disconnected_is_sent_when_the_connection_is_back) {
    Server server;
    int woken = 0;
    server.database->listener().listen("late", [&] { ++woken; });
    server.open();
    server.database->listener().notify("late");
    server.wait_until_ready();
    // Once because it connected, once because it was notified.
    EXPECT(server.reactor.run_until([&] { return woken == 2; }));
}
