// Answers that are wrong, late, cut, or bad news.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;

namespace {

class One {
  public:
    explicit One(const std::string& traits = {}, const std::string& options = {})
        : fixture(fmt::format("127.0.0.1:{}{}", servers.start("a", traits), options)) {
        fixture.wait_until_writable();
    }
    /// What became of a document while the server follows `steps`.
    std::string store(const std::string& steps, const std::string& id = "Ev1") {
        servers.script("a", "insert", steps);
        return fixture.store(id);
    }

    Servers servers;
    Fixture fixture;
};

std::string failure(int code, const std::string& more = {}) {
    return fmt::format(R"([{{"reply":{{"ok":0.0,"code":{},"errmsg":"no"{}}}}}])", code, more);
}

}  // namespace

TEST(a_reply_may_come_byte_by_byte) {
    One one;
    EXPECT_EQ(one.store(R"([{"split":true}])"), "stored");
    one.servers.check();
}

TEST(a_checksum_behind_a_reply_is_not_read_as_part_of_it) {
    One one;
    EXPECT_EQ(one.store(R"([{"bend":{"flags":1,"checksum":true}}])"), "stored");
    EXPECT_EQ(one.servers.commands("insert"), 1);
}

TEST(a_reply_that_is_no_answer_breaks_the_connection_and_the_document_is_sent_again) {
    for (const char* step : {R"({"bend":{"response_to":1}})", R"({"bend":{"flags":2}})", R"({"bend":{"flags":4}})",
                             R"({"bend":{"kind":2}})", R"({"bend":{"length":15}})", R"({"bend":{"length":2147483647}})",
                             R"({"bend":{"operation":1}})", R"({"bend":{"operation":2012}})", R"({"times":2})",
                             R"({"raw":"48656c6c6f20776f726c64212121212121212121212121"})",
                             R"({"apply":true,"reply":{"ok":1.0,"n":2}})", R"({"apply":true,"reply":{"ok":1.0}})"}) {
        One one;
        EXPECT_EQ(one.store(std::string("[") + step + "]"),
                  std::string(step).find("raw") != std::string::npos ? "stored" : "before");
        EXPECT_EQ(one.servers.commands("insert"), 2);
        EXPECT_EQ(one.servers.stored(), std::size_t{1});
        EXPECT_EQ(one.fixture.statistics.resent.load(), 1U);
    }
}

TEST(a_connection_that_is_reset_after_the_insert_was_sent_is_followed_by_the_same_insert) {
    One one;
    EXPECT_EQ(one.store(R"([{"apply":true,"close":true},{"apply":false,"close":true}])"), "before");
    const auto state = one.servers.state();
    EXPECT_EQ(state["inserted"].dump(), R"([["Ev1"],["Ev1"],["Ev1"]])");
    one.servers.check();
}

TEST(an_answer_that_comes_too_late_is_taken_for_no_other_requests) {
    One one({}, "/?maxPoolSize=1");
    one.servers.script("a", "insert", R"([{"delay":1.5},{"reply":{"ok":0.0,"code":2,"errmsg":"no"}}])");
    Pending& slow = one.fixture.insert("slow");
    EXPECT(one.fixture.until([&] { return slow.finished(); }));
    // The second answer refuses what was sent again; the first one, late, belongs to nobody.
    EXPECT(slow.outcome().starts_with("refused: "));
    EXPECT_EQ(one.fixture.statistics.timeouts.load(), 1U);
    EXPECT_EQ(one.fixture.store("next"), "stored");
}

TEST(a_frozen_server_is_given_up_in_time_and_found_again) {
    One one({}, "/?serverSelectionTimeoutMS=1200");
    EXPECT_EQ(one.fixture.store("before"), "stored");
    one.servers.tell("freeze", "a");
    const auto begun = std::chrono::steady_clock::now();
    EXPECT(one.fixture.store("Ev1").starts_with("unavailable: "));
    EXPECT(std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(2500));
    one.servers.tell("thaw", "a");
    EXPECT(one.fixture.until([&] { return one.fixture.client->writable(); }));
    const std::string outcome = one.fixture.store("Ev1");
    EXPECT(outcome == "before" || outcome == "stored");
    EXPECT_EQ(one.servers.stored(), std::size_t{2});
}

TEST(more_than_the_queue_holds_is_refused_at_once) {
    Servers servers;
    Fixture fixture(fmt::format("127.0.0.1:{}/?serverSelectionTimeoutMS=1000", servers.start("a")));
    servers.tell("freeze", "a");
    for (int i = 0; i < 5000; ++i) {
        fixture.insert("Ev" + std::to_string(i));
    }
    fixture.reactor.turn();
    EXPECT(fixture.statistics.rejected.load() > 0);
    EXPECT(fixture.statistics.queued.load() <= 4096);
    fixture.settle();
    EXPECT_EQ(fixture.statistics.queued.load(), 0U);
}

TEST(a_duplicate_key_in_a_failed_command_makes_the_documents_travel_alone) {
    One one(R"("rejects_batches":true)");
    EXPECT_EQ(one.fixture.store("Ev2"), "stored");
    for (const std::string& id : ids("Ev", 4)) {
        one.fixture.insert(id);
    }
    one.fixture.settle();
    EXPECT_EQ(one.servers.stored(), std::size_t{4});
    EXPECT_EQ(one.servers.commands("insert"), 6);
    one.servers.check();
}

TEST(an_insert_that_no_majority_confirmed_is_sent_until_one_does) {
    for (const int code : {64, 91, 100, 189}) {
        One one;
        const std::string error = fmt::format(
            R"({{"also":{{"writeConcernError":{{"code":{},"errmsg":"waiting for replication timed out"}}}}}})", code);
        EXPECT_EQ(one.store("[" + error + "," + error + "]"), "before");
        EXPECT_EQ(one.servers.commands("insert"), 3);
        one.servers.check();
    }
}

TEST(a_document_that_the_server_never_takes_does_not_hold_up_the_others) {
    One one;
    one.servers.script("a", "insert",
                       R"([{"reply":{"ok":1.0,"n":2,"writeErrors":[{"index":1,"code":2,"errmsg":"bad"}]}}])");
    for (const std::string& id : ids("Ev", 3)) {
        one.fixture.insert(id);
    }
    one.fixture.settle();
    std::string outcomes;
    for (const Pending& pending : one.fixture.pending) {
        outcomes += pending.outcome() + ";";
    }
    EXPECT_EQ(outcomes, "stored;refused: a document failed with code 2;stored;");
    EXPECT_EQ(one.fixture.statistics.refused.load(), 1U);
}

TEST(a_command_that_fails_for_good_is_not_tried_again) {
    for (const int code : {2, 9, 59, 72, 10334}) {
        One one;
        EXPECT(one.store(failure(code)).starts_with("refused: "));
        EXPECT_EQ(one.servers.commands("insert"), 1);
    }
}

TEST(a_user_who_may_not_insert_is_told_so_once) {
    One one;
    EXPECT(one.store(failure(13)).starts_with("unavailable: the user may not insert"));
    EXPECT_EQ(one.servers.commands("insert"), 1);
}

TEST(an_overloaded_server_is_asked_twice_more_and_keeps_its_connections) {
    One one;
    const std::string overloaded =
        R"({"reply":{"ok":0.0,"code":462,"errmsg":"no","baseBackoffMS":20,"errorLabels":["SystemOverloadedError","RetryableError"]}})";
    EXPECT_EQ(one.store("[" + overloaded + "," + overloaded + "]"), "stored");
    EXPECT_EQ(one.fixture.statistics.overloads.load(), 2U);
    EXPECT_EQ(one.fixture.statistics.losses.load(), 0U);
    EXPECT_EQ(one.fixture.statistics.state_changes.load(), 0U);
    EXPECT(one.store("[" + overloaded + "," + overloaded + "," + overloaded + "]", "Ev2").starts_with("unavailable: "));
    EXPECT_EQ(one.servers.commands("insert"), 6);
}

TEST(a_hello_without_what_is_optional_is_enough) {
    One one(R"("topology_version":false)");
    EXPECT_EQ(one.fixture.store("Ev1"), "stored");
    one.servers.check();
}

TEST(a_server_that_is_too_old_is_not_written_to) {
    Servers servers;
    Fixture fixture(
        fmt::format("127.0.0.1:{}/?serverSelectionTimeoutMS=500", servers.start("a", R"("wire_version":8)")));
    EXPECT(fixture.store("Ev1").find("requires at least 9 (MongoDB 4.4)") != std::string::npos);
}

TEST(a_server_that_is_away_is_found_when_it_is_back) {
    One one;
    EXPECT_EQ(one.fixture.store("Ev1"), "stored");
    one.servers.tell("stop", "a");
    EXPECT(one.fixture.until([&] { return !one.fixture.client->writable(); }));
    EXPECT(
        one.fixture.until([&] { return one.fixture.client->trouble().find("cannot connect") != std::string::npos; }));
    Pending& waiting = one.fixture.insert("Ev2");
    for (int i = 0; i < 5; ++i) {
        one.fixture.reactor.turn();
    }
    one.servers.tell("resume", "a");
    one.fixture.settle();
    EXPECT_EQ(waiting.outcome(), "stored");
}
