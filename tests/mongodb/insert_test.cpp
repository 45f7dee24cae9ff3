// Inserts that succeed, and how they travel.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;

namespace {

std::string at(int port) {
    return fmt::format("127.0.0.1:{}", port);
}

}  // namespace

TEST(a_document_is_stored_once_and_known_the_second_time) {
    Servers servers;
    Fixture fixture(at(servers.start("a")));
    EXPECT_EQ(fixture.store("Ev1"), "stored");
    EXPECT_EQ(fixture.store("Ev1"), "before");
    EXPECT_EQ(servers.stored(), std::size_t{1});
    servers.check();
}

TEST(inserts_of_one_turn_travel_together) {
    Servers servers;
    Fixture fixture(at(servers.start("a")));
    fixture.wait_until_writable();
    for (const std::string& id : ids("Ev", 50)) {
        fixture.insert(id);
    }
    fixture.insert("Ev7");
    fixture.settle();
    EXPECT_EQ(servers.commands("insert"), 1);
    EXPECT_EQ(servers.stored(), std::size_t{50});
    EXPECT_EQ(fixture.pending.back().outcome(), "before");
    EXPECT_EQ(fixture.statistics.documents.load(), 51U);
    EXPECT_EQ(fixture.statistics.queued.load(), 0U);
    servers.check();
}

TEST(inserts_wait_for_a_free_connection_and_then_travel_together) {
    Servers servers;
    const int port = servers.start("a");
    servers.script("a", "insert", R"([{"delay":0.2}])");
    Fixture fixture(at(port) + "/?maxPoolSize=1");
    fixture.insert("first");
    EXPECT(fixture.until([&] { return servers.commands("insert") == 1; }));
    for (const std::string& id : ids("Ev", 20)) {
        fixture.insert(id);
        fixture.reactor.turn();
    }
    fixture.settle();
    EXPECT_EQ(servers.commands("insert"), 2);
    EXPECT_EQ(servers.stored(), std::size_t{21});
    servers.check();
}

TEST(a_servers_own_limits_split_a_batch) {
    Servers servers;
    Fixture fixture(at(servers.start("a", R"("limits":{"maxWriteBatchSize":10})")));
    fixture.wait_until_writable();
    for (const std::string& id : ids("Ev", 25)) {
        fixture.insert(id);
    }
    fixture.settle();
    EXPECT_EQ(servers.commands("insert"), 3);
    EXPECT_EQ(servers.stored(), std::size_t{25});
    servers.check();
}

TEST(a_message_stays_below_the_servers_limit) {
    Servers servers;
    Fixture fixture(at(servers.start("a", R"("limits":{"maxMessageSizeBytes":100000})")));
    fixture.wait_until_writable();
    for (const std::string& id : ids("Ev", 10)) {
        fixture.insert(id, 30'000);
    }
    fixture.settle();
    EXPECT_EQ(servers.stored(), std::size_t{10});
    servers.check();
}

TEST(a_document_that_is_too_large_is_refused_alone) {
    Servers servers;
    Fixture fixture(at(servers.start("a", R"("limits":{"maxBsonObjectSize":20000})")));
    fixture.wait_until_writable();
    fixture.insert("small");
    Pending& large = fixture.insert("large", 30'000);
    fixture.settle();
    EXPECT_EQ(large.outcome(), "refused: the document is larger than the server takes");
    EXPECT_EQ(fixture.pending.front().outcome(), "stored");
    EXPECT_EQ(servers.stored(), std::size_t{1});
    servers.check();
}

TEST(a_large_insert_arrives_whole) {
    Servers servers;
    // The mock is slow with it, and this is no test of speed.
    Fixture fixture(at(servers.start("a")) + "/?socketTimeoutMS=12000&serverSelectionTimeoutMS=14000");
    fixture.insert("large", 15'000'000);
    fixture.settle();
    EXPECT_EQ(fixture.pending.front().outcome(), "stored");
    servers.check();
}

TEST(connections_are_bounded_and_made_few_at_a_time) {
    Servers servers;
    const int port = servers.start("a");
    servers.script("a", "insert", R"([{"delay":0.1},{"delay":0.1},{"delay":0.1},{"delay":0.1},{"delay":0.1}])");
    Fixture fixture(at(port) + "/?maxPoolSize=3&maxConnecting=1");
    fixture.wait_until_writable();
    for (const std::string& id : ids("Ev", 30)) {
        fixture.insert(id);
        fixture.reactor.turn();
    }
    fixture.settle();
    EXPECT_EQ(servers.stored(), std::size_t{30});
    // The monitor's is one more.
    EXPECT(servers.state()["most_open"].integer().value_or(99) <= 4);
    EXPECT(fixture.statistics.connections.load() <= 3);
    servers.check();
}

TEST(what_nobody_waits_for_any_more_is_stored_all_the_same) {
    Servers servers;
    Fixture fixture(at(servers.start("a")));
    fixture.insert("Ev1");
    fixture.reactor.turn();
    fixture.pending.clear();
    EXPECT(fixture.until([&] { return servers.stored() == 1; }));
    servers.check();
}

TEST(a_client_that_ends_takes_its_inserts_with_it) {
    Servers servers;
    Fixture fixture(at(servers.start("a")));
    servers.tell("freeze", "a");
    fixture.insert("Ev1");
    fixture.reactor.turn();
    fixture.pending.clear();
    fixture.client.reset();
    EXPECT_EQ(fixture.reactor.timers(), std::size_t{0});
    EXPECT_EQ(fixture.statistics.connections.load(), 0U);
    EXPECT_EQ(fixture.statistics.queued.load(), 0U);
}

TEST(the_client_says_who_it_is_once_on_a_connection) {
    Servers servers;
    Fixture fixture(at(servers.start("a")) + "/?appname=Gracy%20nginx");
    EXPECT_EQ(fixture.store("Ev1"), "stored");
    const auto state = servers.state();
    EXPECT_EQ(state["clients"][std::size_t{0}]["application"]["name"].string().value_or(""), "Gracy nginx");
    EXPECT_EQ(state["clients"].size(), static_cast<std::size_t>(state["opened"].integer().value_or(0)));
    servers.check();
}
