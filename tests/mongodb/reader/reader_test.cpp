// The worker's reader against a real server, which tests/mongodb/run_reader starts; documents come in by nginx's
// client.
#include "documents/document.hpp"
#include "documents/event_relay.hpp"
#include "io/manual_reactor.hpp"
#include "io/resolver.hpp"
#include "mongodb/client.hpp"
#include "test.hpp"
#include "worker/mongodb_event_source.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace gracy;
using namespace std::chrono_literals;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) {
        throw test::Failure(fmt::format("{} is not set: run tests/mongodb/run_reader", name));
    }
    return value;
}

const base::Timestamp noon{std::chrono::microseconds(1'700'000'000'000'000)};

documents::Event event(const std::string& id, documents::EventKind kind, base::Timestamp received_at) {
    const documents::Envelope envelope{.id = id,
                                       .kind = kind,
                                       .type = "team_join",
                                       .team_id = "T1",
                                       .enterprise_id = {},
                                       .api_app_id = {},
                                       .channel = {},
                                       .user = {},
                                       .ts = {},
                                       .event_time = {},
                                       .received_at = received_at,
                                       .retry_num = {}};
    const auto payload = base::Json::parse(R"({"event":{"type":"team_join"}})");
    return documents::make_event(envelope, {.tree = payload.view(), .bytes = R"({"event":{"type":"team_join"}})"});
}

/// A database of its own for each test: what one leaves open is not another's.
class Log {
  public:
    explicit Log(const std::string& database) : database_(database) {
        auto target = mongodb::ConnectionString::parse(environment("GRACY_TEST_MONGODB_PLAIN_URL"));
        target.credential->password = environment("GRACY_TEST_MONGODB_PASSWORD");
        target.settings.server_selection_timeout = 10s;
        target.settings.socket_timeout = 10s;
        client_ = std::make_unique<mongodb::Client>(reactor, resolver_, offload_, std::move(target), nullptr,
                                                    mongodb::Collection{.database = database, .name = "event_log"},
                                                    statistics_);
        client_->open();
        source = std::make_unique<worker::MongodbEventSource>(reactor, configuration());
    }

    worker::DocumentsConfiguration configuration() const {
        return {.mongodb = environment("GRACY_TEST_MONGODB_PLAIN_URL"),
                .database = database_,
                .password = environment("GRACY_TEST_MONGODB_PASSWORD")};
    }

    void run(base::Task<void> task) {
        bool finished = false;
        std::exception_ptr failure;
        io::Pump pump(reactor, std::move(task), [&](const std::exception_ptr& why) {
            finished = true;
            failure = why;
        });
        pump.start();
        EXPECT(reactor.run_until([&] { return finished; }, 30s));
        if (failure) {
            std::rethrow_exception(failure);
        }
    }

    void store(documents::Event stored) { run(put(std::move(stored))); }
    std::string open() {
        std::string ids;
        run(list(ids));
        return ids;
    }
    void mark(std::vector<std::string> ids) { run(source->mark_handled(std::move(ids))); }

    io::ManualReactor reactor{io::ManualReactor::Time::real};
    std::unique_ptr<worker::MongodbEventSource> source;

  private:
    base::Task<void> put(documents::Event stored) { co_await client_->insert(std::move(stored.document)); }
    base::Task<void> list(std::string& ids) {
        for (const documents::OpenEvent& open : co_await source->open_events(100)) {
            ids += open.id + " ";
        }
    }

    std::string database_;
    io::ThreadOffload offload_{reactor, 1, 8};
    io::SystemResolver resolver_{offload_};
    mongodb::Statistics statistics_;
    std::unique_ptr<mongodb::Client> client_;
};

/// The effect's side: notes what was had, as processed_event does, and fails when it is told to.
struct Effects {
    std::set<std::string> had;
    std::vector<std::string> order;
    std::string broken;

    base::Task<void> operator()(const documents::OpenEvent& open) {
        if (open.id == broken) {
            throw std::runtime_error("PostgreSQL is down");
        }
        if (had.insert(open.id).second) {
            order.push_back(open.id);
        }
        co_return;
    }
};

documents::Effect effect(Effects& effects) {
    return [&effects](const documents::OpenEvent& open) { return effects(open); };
}

base::Task<void> relay(documents::EventRelay& relay, bool& more) {
    more = co_await relay.relay_some();
}

base::Task<void> expire(documents::EventSource& source, base::Timestamp now, std::int64_t& deleted) {
    deleted = co_await source.delete_expired(now);
}

}  // namespace

TEST(open_events_come_oldest_first_and_without_commands) {
    Log log("reader_order");
    log.store(event("Ev2", documents::EventKind::event, noon + 2s));
    log.store(event("Ev1", documents::EventKind::event, noon + 1s));
    log.store(event("Co1", documents::EventKind::command, noon));
    log.store(event("Ac1", documents::EventKind::action, noon + 3s));
    EXPECT_EQ(log.open(), "Ev1 Ev2 Ac1 ");
    log.mark({"Ev1", "Ac1"});
    EXPECT_EQ(log.open(), "Ev2 ");
    log.mark({"Ev1", "Ev2"});
    EXPECT_EQ(log.open(), "");
}

TEST(an_event_is_read_with_its_fields_and_its_bytes) {
    Log log("reader_fields");
    const documents::Event stored = event("Ev1", documents::EventKind::event, noon + 1s);
    log.store(stored);
    std::vector<documents::OpenEvent> open;
    const auto read = [&]() -> base::Task<void> { open = co_await log.source->open_events(10); };
    log.run(read());
    EXPECT_EQ(open.size(), std::size_t{1});
    EXPECT_EQ(open.front().type, "team_join");
    EXPECT(open.front().received_at == noon + 1s);
    EXPECT_EQ(open.front().document, stored.document);
}

TEST(events_that_came_while_postgres_was_down_have_their_effect_once_when_it_is_back) {
    Log log("reader_relay");
    for (int i = 0; i < 4; ++i) {
        log.store(event("Ev" + std::to_string(i), documents::EventKind::event, noon + std::chrono::seconds(i)));
    }
    Effects effects;
    effects.broken = "Ev2";
    documents::EventRelay events(*log.source, effect(effects));
    bool more = true;
    EXPECT_THROW(std::runtime_error, log.run(relay(events, more)));
    // What had its effect is marked, what had none is open, and nothing overtook it.
    EXPECT_EQ(log.open(), "Ev2 Ev3 ");
    effects.broken.clear();
    log.run(relay(events, more));
    EXPECT(!more);
    EXPECT_EQ(log.open(), "");
    EXPECT_EQ(effects.order.size(), std::size_t{4});
    EXPECT(std::ranges::is_sorted(effects.order));
}

TEST(events_that_have_had_their_time_are_deleted_and_others_are_not) {
    Log log("reader_expiry");
    log.store(event("old", documents::EventKind::event, noon - documents::retention - 1s));
    log.store(event("new", documents::EventKind::event, noon));
    std::int64_t deleted = 0;
    log.run(expire(*log.source, noon, deleted));
    EXPECT_EQ(deleted, 1);
    EXPECT_EQ(log.open(), "new ");
}

TEST(a_store_that_is_away_or_refuses_us_is_said_and_does_not_stop_the_loop) {
    Log log("reader_away");
    worker::DocumentsConfiguration nobody = log.configuration();
    nobody.mongodb = "mongodb://127.0.0.1:1/";
    nobody.password.clear();
    worker::DocumentsConfiguration wrong = log.configuration();
    wrong.password = "wrong";
    for (const auto& configuration : {nobody, wrong}) {
        worker::MongodbEventSource source(log.reactor, configuration);
        int turns = 0;
        const auto timer = log.reactor.timer(io::AtShutdown::ignores, [&] { ++turns; });
        timer->start(0ms);  // due in the first turn, which a read that blocks would never come to
        const auto read = [&]() -> base::Task<void> { co_await source.open_events(10); };
        const auto error = EXPECT_THROW(documents::SourceUnavailable, log.run(read()));
        EXPECT_EQ(turns, 1);
        EXPECT(std::string(error.what()).find("wrong") == std::string::npos);
    }
}
