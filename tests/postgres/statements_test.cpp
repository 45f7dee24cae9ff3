// What a statement's result looks like, and what one statement may do to another.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;
using postgres::Client;
using postgres::Error;
using postgres::ErrorKind;
namespace statements = gracy::sql::test;

namespace {

std::int64_t next_item = 1000;

base::Task<void> expect_items(Client& client, std::int64_t id, std::int64_t count) {
    auto rows = co_await client.read(statements::count_items, id);
    EXPECT_EQ(rows.front().value, count);
}

base::Task<void> every_type_survives(Client& client) {
    const base::Uuid uuid{std::byte{1}, std::byte{0xff}};
    const std::vector<std::int64_t> numbers = {-1, 0, std::numeric_limits<std::int64_t>::max()};
    const std::vector<std::string_view> texts = {"", "가나다", "a,b\"{}"};
    const base::Date date = std::chrono::sys_days(std::chrono::year(1969) / 12 / 31);
    const base::Timestamp instant = base::Timestamp(date) + std::chrono::microseconds(1);
    auto rows = co_await client.read(statements::every_type, true, -7, std::numeric_limits<std::int64_t>::min(), 0.1,
                                     "한글", base::bytes_of(std::string_view("\0\xff", 2)), date, instant, uuid,
                                     std::span<const std::int64_t>(numbers), std::span<const std::string_view>(texts),
                                     std::nullopt);
    const auto row = rows.front();
    EXPECT(row.boolean);
    EXPECT_EQ(row.int4, -7);
    EXPECT_EQ(row.int8, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(row.float8, 0.1);
    EXPECT_EQ(row.text, "한글");
    EXPECT_EQ(base::text_of(row.bytea), std::string_view("\0\xff", 2));
    EXPECT(row.date == date);
    EXPECT(row.timestamptz == instant);
    EXPECT(row.uuid == uuid);
    EXPECT(row.numbers.copy() == numbers);
    EXPECT(row.texts.copy() == texts);
    EXPECT(!row.nothing);
}

base::Task<void> empty_values_survive(Client& client) {
    auto rows = co_await client.read(statements::every_type, false, 0, 0, 0.0, "", base::Bytes(), base::Date(),
                                     base::Timestamp(), base::Uuid{}, std::span<const std::int64_t>(),
                                     std::span<const std::string_view>(), std::optional<std::string_view>(""));
    const auto row = rows.front();
    EXPECT_EQ(row.text, "");
    EXPECT(row.bytea.empty());
    EXPECT(row.numbers.empty());
    EXPECT(row.nothing.has_value());
}

base::Task<void> neighbours(Client& client) {
    auto first = client.read(statements::divide, 6, 3);
    auto bad = client.read(statements::divide, 1, 0);
    auto third = client.read(statements::divide, 9, 3);
    auto fourth = client.read(statements::divide, 8, 2);
    EXPECT_EQ((co_await first).front().value, 2);
    bool failed = false;
    try {
        co_await bad;
    } catch (const Error& error) {
        failed = true;
        EXPECT_EQ(error.sqlstate(), "22012");
        EXPECT(error.kind() == ErrorKind::invalid);
    }
    EXPECT(failed);
    EXPECT_EQ((co_await third).front().value, 3);
    EXPECT_EQ((co_await fourth).front().value, 4);
}

base::Task<void> one_more_read(Client& client, int& answered) {
    co_await client.read(statements::divide, 1, 1);
    ++answered;
}

base::Task<void> fail_one_write(Client& client, std::int64_t id) {
    co_await client.write(statements::insert_and_fail, id);
}

base::Task<void> insert(Client& client, std::int64_t id) {
    co_await client.write(statements::insert_item, id, "kept");
}

base::Task<void> count(Client& client, std::int64_t id, std::int64_t expected) {
    co_await expect_items(client, id, expected);
}

base::Task<void> fail_at_commit(Client& client, std::int64_t id) {
    co_await client.write(statements::insert_and_fail_at_commit, id);
}

base::Task<void> write_on_the_read_lane(Client& client) {
    co_await client.read(statements::write_inside_read);
}

base::Task<void> large(Client& client, int size) {
    auto rows = co_await client.read(statements::repeat, size);
    EXPECT_EQ(rows.front().value.size(), static_cast<std::size_t>(size));
}

base::Task<void> slow(Client& client, double seconds) {
    co_await client.read(statements::sleep, seconds);
}

base::Task<void> slow_bulk(Client& client, double seconds) {
    co_await client.bulk(statements::sleep, seconds);
}

}  // namespace

TEST(values_of_every_type_survive_the_round_trip) {
    Server server;
    run(server, every_type_survives(server.client()));
}

TEST(an_empty_value_is_not_null) {
    Server server;
    run(server, empty_values_survive(server.client()));
}

TEST(a_failing_read_does_not_disturb_the_reads_it_shared_a_sync_with) {
    Server server;
    server.wait_until_ready();
    const auto groups = server.statistics.groups.load();
    run(server, neighbours(server.client()));
    // One group for the four, one for each of the two that were aborted and sent again alone.
    EXPECT_EQ(server.statistics.groups.load() - groups, 3U);
    EXPECT_EQ(server.statistics.resent_reads.load(), 2U);
}

TEST(reads_of_one_turn_share_a_sync) {
    Server server;
    server.wait_until_ready();
    const auto groups = server.statistics.groups.load();
    int answered = 0;
    {
        std::vector<std::unique_ptr<Running>> reads;
        for (int i = 0; i < 20; ++i) {
            reads.push_back(std::make_unique<Running>(server, one_more_read(server.client(), answered)));
        }
        for (const auto& read : reads) {
            read->wait();
        }
    }
    EXPECT_EQ(answered, 20);
    EXPECT_EQ(server.statistics.groups.load() - groups, 1U);
}

TEST(reads_that_come_while_others_are_answered_share_the_next_sync) {
    postgres::Settings settings = quick_settings();
    settings.read_connections = 1;
    Server server(settings);
    server.wait_until_ready();
    const auto groups = server.statistics.groups.load();
    int answered = 0;
    Running blocking(server, slow(server.client(), 0.2));
    server.reactor.turn();
    std::vector<std::unique_ptr<Running>> reads;
    for (int i = 0; i < 20; ++i) {
        reads.push_back(std::make_unique<Running>(server, one_more_read(server.client(), answered)));
        server.reactor.turn();
    }
    EXPECT_EQ(server.statistics.queued.load(), 20U);
    for (const auto& read : reads) {
        read->wait();
    }
    EXPECT_EQ(answered, 20);
    EXPECT(blocking.finished());
    EXPECT_EQ(server.statistics.groups.load() - groups, 2U);
}

TEST(a_slow_read_holds_up_only_what_was_sent_with_it) {
    postgres::Settings settings = quick_settings();
    settings.read_connections = 2;
    Server server(settings);
    server.wait_until_ready();
    int answered = 0;
    Running blocking(server, slow(server.client(), 0.3));
    server.reactor.turn();
    for (int i = 0; i < 20; ++i) {
        run(server, one_more_read(server.client(), answered));
    }
    EXPECT_EQ(answered, 20);
    EXPECT(!blocking.finished());
    blocking.wait();
}

TEST(writes_do_not_wait_for_each_other) {
    postgres::Settings settings = quick_settings();
    settings.write_connections = 1;
    Server server(settings);
    server.wait_until_ready();
    const std::int64_t first = next_item++;
    const std::int64_t second = next_item++;
    Running one(server, insert(server.client(), first));
    server.reactor.turn();
    Running other(server, insert(server.client(), second));
    server.reactor.turn();
    EXPECT_EQ(server.statistics.queued.load(), 0U);
    one.wait();
    other.wait();
}

TEST(a_write_is_never_undone_by_a_neighbour) {
    postgres::Settings settings = quick_settings();
    settings.write_connections = 1;
    Server server(settings);
    server.wait_until_ready();
    const std::int64_t before = next_item++;
    const std::int64_t bad = next_item++;
    const std::int64_t after = next_item++;
    {
        Running first(server, insert(server.client(), before));
        Running failing(server, fail_one_write(server.client(), bad));
        Running last(server, insert(server.client(), after));
        first.wait();
        EXPECT_THROW(Error, failing.wait());
        last.wait();
    }
    run(server, count(server.client(), before, 1));
    run(server, count(server.client(), bad, 0));
    run(server, count(server.client(), after, 1));
}

TEST(a_write_that_fails_at_its_commit_is_not_reported_as_done) {
    Server server;
    const Error error = EXPECT_THROW(Error, run(server, fail_at_commit(server.client(), 1)));
    EXPECT_EQ(error.sqlstate(), "23503");
    EXPECT(error.kind() == ErrorKind::conflict);
    // The connection is in step afterwards.
    const std::int64_t id = next_item++;
    run(server, insert(server.client(), id));
    run(server, count(server.client(), id, 1));
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_statement_that_writes_is_refused_on_the_read_lane) {
    Server server;
    const Error error = EXPECT_THROW(Error, run(server, write_on_the_read_lane(server.client())));
    EXPECT_EQ(error.sqlstate(), "25006");
}

TEST(results_larger_than_every_buffer_arrive_whole) {
    Server server;
    for (const int size : {15000, 16384, 20000, 60000, 150000, 4000000}) {
        run(server, large(server.client(), size));
    }
}

TEST(a_statement_over_its_limit_is_a_timeout_and_the_connection_goes_on) {
    postgres::Settings settings = quick_settings();
    settings.statement_timeout = std::chrono::milliseconds(100);
    Server server(settings);
    const Error error = EXPECT_THROW(Error, run(server, slow(server.client(), 5)));
    EXPECT(error.kind() == ErrorKind::timeout);
    run(server, large(server.client(), 10));
    EXPECT_EQ(server.statistics.losses.load(), 0U);
}

TEST(a_long_statement_on_the_exclusive_lane_does_not_hold_up_short_ones) {
    Server server;
    server.wait_until_ready();
    Running bulk(server, slow_bulk(server.client(), 0.3));
    int answered = 0;
    run(server, one_more_read(server.client(), answered));
    EXPECT_EQ(answered, 1);
    EXPECT(!bulk.finished());
    bulk.wait();
}

TEST(a_full_queue_refuses_at_once) {
    postgres::Settings settings = quick_settings();
    settings.queue = 4;
    settings.pipeline_depth = 1;
    Server server(settings);
    server.wait_until_ready();
    int answered = 0;
    Running blocking(server, slow(server.client(), 0.2));
    server.reactor.turn();
    std::vector<std::unique_ptr<Running>> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.push_back(std::make_unique<Running>(server, one_more_read(server.client(), answered)));
    }
    server.reactor.turn();
    const Error error = EXPECT_THROW(Error, run(server, one_more_read(server.client(), answered)));
    EXPECT(error.kind() == ErrorKind::overloaded);
    EXPECT(!error.maybe_executed());
    EXPECT_EQ(server.statistics.rejected.load(), 1U);
    for (const auto& read : waiting) {
        read->wait();
    }
    EXPECT_EQ(answered, 4);
}
