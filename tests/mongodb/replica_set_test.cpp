// A set of three, and what happens when its primary changes.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;

namespace {

/// Members a (primary), b and c, which share their documents as a set does.
class Set {
  public:
    explicit Set(const std::string& options = {})
        : port_(servers.start("a", R"("replica_set":"rs","role":"primary")")) {
        servers.start("b", R"("replica_set":"rs","role":"secondary")");
        servers.start("c", R"("replica_set":"rs","role":"secondary")");
        fixture = std::make_unique<Fixture>(fmt::format("localhost:{}/?replicaSet=rs{}", port_, options));
        fixture->wait_until_writable();
    }
    void elect(const std::string& from, const std::string& to) {
        servers.tell("role", from, R"("role":"secondary")");
        servers.tell("role", to, R"("role":"primary")");
    }

    Servers servers;
    std::unique_ptr<Fixture> fixture;

  private:
    int port_;
};

}  // namespace

TEST(the_primary_is_found_through_any_member) {
    Servers servers;
    servers.start("a", R"("replica_set":"rs","role":"primary")");
    const int secondary = servers.start("b", R"("replica_set":"rs","role":"secondary")");
    Fixture fixture(fmt::format("localhost:{}/?replicaSet=rs", secondary));
    EXPECT_EQ(fixture.store("Ev1"), "stored");
    EXPECT_EQ(servers.commands("insert", "a"), 1);
    EXPECT_EQ(servers.commands("insert", "b"), 0);
    servers.check();
}

TEST(a_set_of_another_name_is_not_used) {
    Servers servers;
    Fixture fixture(fmt::format("localhost:{}/?replicaSet=other&serverSelectionTimeoutMS=300",
                                servers.start("a", R"("replica_set":"rs","role":"primary")")));
    EXPECT(fixture.store("Ev1").find("none of the servers belongs to the replica set") != std::string::npos);
    EXPECT_EQ(servers.commands("insert", "a"), 0);
}

TEST(after_an_election_documents_go_to_the_new_primary) {
    Set set;
    EXPECT_EQ(set.fixture->store("Ev1"), "stored");
    set.elect("a", "b");
    EXPECT_EQ(set.fixture->store("Ev2"), "stored");
    EXPECT_EQ(set.servers.commands("insert", "b"), 1);
    set.elect("b", "a");
    EXPECT_EQ(set.fixture->store("Ev3"), "stored");
    EXPECT_EQ(set.servers.stored(), std::size_t{3});
    // Who only stepped down keeps its connections.
    EXPECT_EQ(set.fixture->statistics.losses.load(), 0U);
    EXPECT_EQ(set.fixture->statistics.connects.load(), 2U);
    set.servers.check();
}

TEST(a_primary_that_steps_down_between_an_insert_and_its_answer_loses_nothing_and_doubles_nothing) {
    // Whether it was written before the step-down or not, and whether an answer came or not.
    for (const char* step :
         {R"({"apply":true,"roles":{"a":"secondary","b":"primary"},"close":true})",
          R"({"apply":false,"roles":{"a":"secondary","b":"primary"},"close":true})",
          R"({"apply":true,"roles":{"a":"secondary","b":"primary"},"reply":{"ok":0.0,"code":10107,"errmsg":"x"}})",
          R"({"apply":false,"roles":{"a":"secondary","b":"primary"},"reply":{"ok":0.0,"code":11602,"errmsg":"x"}})",
          R"({"apply":true,"roles":{"a":"secondary","b":"primary"},"also":{"writeConcernError":{"code":11602}}})",
          R"({"apply":true,"roles":{"a":"secondary","b":"primary"},"reply":{"ok":0.0,"code":91,"errmsg":"x"}})"}) {
        Set set;
        set.servers.script("a", "insert", std::string("[") + step + "]");
        for (const std::string& id : ids("Ev", 10)) {
            set.fixture->insert(id);
        }
        set.fixture->settle();
        for (const Pending& pending : set.fixture->pending) {
            EXPECT(pending.outcome() == "stored" || pending.outcome() == "before");
        }
        EXPECT_EQ(set.servers.stored(), std::size_t{10});
        EXPECT_EQ(set.servers.commands("insert", "b"), 1);
        set.servers.check();
    }
}

TEST(a_write_that_fails_for_part_of_a_batch_during_an_election_is_finished_elsewhere) {
    Set set;
    set.servers.script("a", "insert",
                       R"([{"apply":true,"roles":{"a":"secondary","b":"primary"},
                            "reply":{"ok":1.0,"n":1,"writeErrors":[{"index":1,"code":10107,"errmsg":""}]}}])");
    set.fixture->insert("Ev1");
    Pending& second = set.fixture->insert("Ev2");
    set.fixture->settle();
    EXPECT_EQ(second.outcome(), "before");
    EXPECT_EQ(set.servers.stored(), std::size_t{2});
    set.servers.check();
}

TEST(while_there_is_no_primary_documents_wait_for_one) {
    Set set;
    set.servers.tell("role", "a", R"("role":"secondary")");
    Pending& waiting = set.fixture->insert("Ev1");
    EXPECT(set.fixture->until([&] { return !set.fixture->client->writable(); }));
    EXPECT(!waiting.finished());
    set.servers.tell("role", "c", R"("role":"primary")");
    set.fixture->settle();
    EXPECT_EQ(waiting.outcome(), "stored");
    set.servers.check();
}

TEST(a_set_that_elects_nobody_is_told_of_in_time) {
    Set set("&serverSelectionTimeoutMS=600");
    set.servers.tell("role", "a", R"("role":"secondary")");
    EXPECT(set.fixture->store("Ev1").starts_with("unavailable: "));
    EXPECT(set.fixture->statistics.unavailable.load() == 1);
}

TEST(a_primary_that_dies_is_replaced) {
    Set set;
    EXPECT_EQ(set.fixture->store("Ev1"), "stored");
    set.servers.tell("stop", "a");
    set.servers.tell("role", "b", R"("role":"primary")");
    for (const std::string& id : ids("after", 5)) {
        EXPECT_EQ(set.fixture->store(id), "stored");
    }
    EXPECT_EQ(set.servers.stored("b"), std::size_t{6});
    set.servers.check();
}

TEST(under_elections_without_end_every_acknowledged_document_is_there_once) {
    Set set("&maxPoolSize=2");
    const std::string members[] = {"a", "b", "c"};
    int number = 0;
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 20; ++i) {
            set.fixture->insert("Ev" + std::to_string(number++));
            set.fixture->reactor.turn();
        }
        set.elect(members[round % 3], members[(round + 1) % 3]);
        if (round % 2 == 1) {
            set.servers.tell("cut", members[(round + 1) % 3]);
        }
    }
    set.fixture->settle();
    for (const Pending& pending : set.fixture->pending) {
        EXPECT(pending.outcome() == "stored" || pending.outcome() == "before");
    }
    EXPECT_EQ(set.servers.stored(), std::size_t{120});
    set.servers.check();
}
