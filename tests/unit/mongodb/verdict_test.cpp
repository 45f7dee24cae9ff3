#include "mongodb/verdict.hpp"

#include "test.hpp"

using namespace gracy::mongodb;
using namespace std::chrono_literals;

namespace {

BsonWriter success(std::int32_t n) {
    BsonWriter reply;
    reply.int32("n", n).int32("ok", 1);
    return reply;
}

BsonWriter failure(std::int32_t code) {
    BsonWriter reply;
    reply.int32("ok", 0).int32("code", code).text("errmsg", "no");
    return reply;
}

BsonWriter write_error(std::int32_t index, std::int32_t code) {
    BsonWriter error;
    // Servers cut the text when a reply would be too long: only the code counts.
    error.int32("index", index).int32("code", code).text("errmsg", "");
    return error;
}

BsonWriter with_errors(std::int32_t n, std::initializer_list<std::pair<int, int>> errors) {
    BsonWriter reply = success(n);
    std::vector<BsonWriter> list;
    for (const auto& [index, code] : errors) {
        list.push_back(write_error(index, code));
    }
    reply.array("writeErrors", list);
    return reply;
}

Verdict judged(const BsonWriter& reply, std::size_t documents = 1) {
    return judge(BsonReader::over(reply.view()), documents);
}

std::string fates(const Verdict& verdict) {
    std::string text;
    for (const Fate fate : verdict.fates) {
        text += "SDAR"[static_cast<int>(fate)];
    }
    return text;
}

}  // namespace

TEST(what_was_written_is_stored) {
    EXPECT_EQ(fates(judged(success(3), 3)), "SSS");
}

TEST(a_duplicate_key_of_a_document_says_that_it_is_stored) {
    const Verdict verdict = judged(with_errors(2, {{1, 11000}}), 3);
    EXPECT_EQ(fates(verdict), "SDS");
    EXPECT(verdict.server == ServerState::unchanged);
    EXPECT(verdict.trouble.empty());
}

TEST(a_document_that_the_server_never_takes_is_refused_alone) {
    EXPECT_EQ(fates(judged(with_errors(1, {{0, 2}, {2, 10334}}), 3)), "RSR");
}

TEST(a_document_that_failed_for_a_while_is_sent_again_alone_and_says_nothing_of_the_server) {
    for (const int code : {10107, 13435, 11600, 91, 189, 11602, 13436, 50, 262}) {
        const Verdict verdict = judged(with_errors(1, {{0, code}}), 2);
        EXPECT_EQ(fates(verdict), "AS");
        EXPECT(verdict.server == ServerState::unchanged);
    }
}

TEST(a_write_that_no_majority_confirmed_is_not_stored) {
    for (const int code : {64, 100, 91, 189, 11602, 10107}) {
        BsonWriter error;
        error.int32("code", code).text("errmsg", "waiting for replication timed out");
        BsonWriter reply = with_errors(2, {{1, 11000}});
        reply.document("writeConcernError", error);
        const Verdict verdict = judged(reply, 3);
        EXPECT_EQ(fates(verdict), "AAA");
        EXPECT(verdict.server == (code == 64 || code == 100 ? ServerState::unchanged
                                  : code == 91              ? ServerState::shutting_down
                                                            : ServerState::not_writable));
    }
}

TEST(a_failed_command_says_what_became_of_the_server) {
    struct Case {
        int code;
        char fate;
        ServerState state;
    };
    for (const Case& c : {Case{10107, 'A', ServerState::not_writable}, Case{13435, 'A', ServerState::not_writable},
                          Case{10058, 'A', ServerState::not_writable}, Case{11602, 'A', ServerState::not_writable},
                          Case{13436, 'A', ServerState::not_writable}, Case{189, 'A', ServerState::not_writable},
                          Case{11600, 'A', ServerState::shutting_down}, Case{91, 'A', ServerState::shutting_down},
                          Case{462, 'A', ServerState::overloaded}, Case{18, 'A', ServerState::not_allowed},
                          Case{13, 'A', ServerState::not_allowed}, Case{8000, 'A', ServerState::not_allowed},
                          Case{50, 'A', ServerState::unchanged}, Case{262, 'A', ServerState::unchanged},
                          Case{2, 'R', ServerState::unchanged}, Case{9, 'R', ServerState::unchanged},
                          Case{59, 'R', ServerState::unchanged}, Case{72, 'R', ServerState::unchanged},
                          Case{10334, 'R', ServerState::unchanged}}) {
        const Verdict verdict = judged(failure(c.code), 2);
        EXPECT_EQ(fates(verdict), std::string(2, c.fate));
        EXPECT(verdict.server == c.state);
    }
}

TEST(an_overloaded_server_says_how_long_to_wait) {
    BsonWriter reply = failure(462);
    reply.int32("baseBackoffMS", 250);
    EXPECT(judged(reply).backoff == 250ms);
    BsonWriter absurd = failure(462);
    absurd.int32("baseBackoffMS", 1'000'000);
    EXPECT(!judged(absurd).backoff);
}

TEST(a_server_that_rejects_a_batch_for_one_duplicate_gets_its_documents_one_by_one) {
    const Verdict batch = judged(failure(11000), 3);
    EXPECT_EQ(fates(batch), "AAA");
    EXPECT(batch.one_by_one);
    EXPECT_EQ(fates(judged(failure(11000), 1)), "D");
}

TEST(a_missing_code_is_read_from_the_text_of_old_servers) {
    BsonWriter reply;
    reply.int32("ok", 0).text("errmsg", "not master");
    EXPECT(judged(reply).server == ServerState::not_writable);
    BsonWriter recovering;
    recovering.int32("ok", 0).text("errmsg", "node is recovering");
    EXPECT(judged(recovering).server == ServerState::not_writable);
}

TEST(numbers_that_do_not_add_up_are_no_answer) {
    EXPECT_THROW(ProtocolError, judged(success(2), 3));
    EXPECT_THROW(ProtocolError, judged(success(4), 3));
    EXPECT_THROW(ProtocolError, judged(with_errors(3, {{1, 11000}}), 3));
    EXPECT_THROW(ProtocolError, judged(with_errors(2, {{3, 11000}}), 3));
    EXPECT_THROW(ProtocolError, judged(with_errors(2, {{-1, 11000}}), 3));
    EXPECT_THROW(ProtocolError, judged(with_errors(1, {{1, 11000}, {1, 11000}}), 3));
    BsonWriter silent;
    silent.int32("ok", 1);
    EXPECT_THROW(ProtocolError, judged(silent));
}
