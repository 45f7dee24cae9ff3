#include "documents/event_relay.hpp"

#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "postgres/error.hpp"
#include "test.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace gracy;
using namespace gracy::documents;

namespace {

/// A log in memory.
class FakeLog final : public EventSource {
  public:
    explicit FakeLog(int count) {
        for (int i = 0; i < count; ++i) {
            open.push_back("Ev" + std::to_string(i));
        }
    }
    base::Task<std::vector<OpenEvent>> open_events(std::size_t at_most) override {
        std::vector<OpenEvent> events;
        for (std::size_t i = 0; i < std::min(at_most, open.size()); ++i) {
            events.push_back(
                {.id = open[i], .team_id = team_of(open[i]), .type = "team_join", .received_at = {}, .document = {}});
        }
        co_return events;
    }
    base::Task<void> mark_handled(std::vector<std::string> ids) override {
        if (away) {
            throw SourceUnavailable("away");
        }
        std::erase_if(open, [&](const std::string& id) { return std::ranges::find(ids, id) != ids.end(); });
        co_return;
    }
    base::Task<std::int64_t> delete_expired(base::Timestamp) override { co_return 0; }

    /// Each event is of a workspace of its own, if nothing else is said.
    std::string team_of(const std::string& id) const { return teams.contains(id) ? teams.at(id) : "T" + id; }

    std::vector<std::string> open;
    std::map<std::string, std::string> teams;
    bool away = false;
};

/// Notes what was had, as processed_event does, and fails when it is told to.
struct Effects {
    std::set<std::string> had;
    std::string broken;
    /// Others hold its rows.
    std::string held;

    base::Task<void> operator()(const OpenEvent& event) {
        if (event.id == broken) {
            throw std::runtime_error("PostgreSQL is down");
        }
        if (event.id == held) {
            throw postgres::Error(postgres::ErrorKind::lock_timeout, "55P03",
                                  "canceling statement due to lock timeout");
        }
        had.insert(event.id);
        co_return;
    }
};

bool relayed(FakeLog& log, Effects& effects) {
    io::ManualReactor reactor;
    EventRelay relay(log, [&effects](const OpenEvent& event) { return effects(event); });
    bool more = false;
    std::exception_ptr failure;
    const auto task = [&]() -> base::Task<void> { more = co_await relay.relay_some(); };
    io::Pump pump(reactor, task(), [&](const std::exception_ptr& why) { failure = why; });
    pump.start();
    reactor.turn();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return more;
}

}  // namespace

TEST(events_are_marked_once_they_have_had_their_effect) {
    FakeLog log(3);
    Effects effects;
    EXPECT(!relayed(log, effects));
    EXPECT(log.open.empty());
    EXPECT_EQ(effects.had.size(), std::size_t{3});
}

TEST(relay_says_when_more_may_be_waiting) {
    FakeLog log(60);
    Effects effects;
    EXPECT(relayed(log, effects));
    EXPECT(!relayed(log, effects));
    EXPECT_EQ(effects.had.size(), std::size_t{60});
}

TEST(an_effect_that_fails_leaves_its_event_open_and_lets_nothing_overtake_it) {
    FakeLog log(4);
    Effects effects;
    effects.broken = "Ev2";
    EXPECT_THROW(std::runtime_error, relayed(log, effects));
    EXPECT_EQ(log.open.size(), std::size_t{2});
    EXPECT_EQ(log.open.front(), "Ev2");
    EXPECT(!effects.had.contains("Ev3"));
    effects.broken.clear();
    EXPECT(!relayed(log, effects));
    EXPECT(log.open.empty());
}

TEST(an_event_whose_rows_others_hold_stays_open_and_stands_in_nobodys_way) {
    FakeLog log(60);
    Effects effects;
    effects.held = "Ev2";
    log.teams["Ev5"] = log.team_of("Ev2");
    // Looked at again after a pause, not at once.
    EXPECT(!relayed(log, effects));
    EXPECT_EQ(log.open.front(), "Ev2");
    EXPECT(effects.had.contains("Ev3"));
    // Which may undo what is held.
    EXPECT(!effects.had.contains("Ev5"));
    effects.held.clear();
    EXPECT(!relayed(log, effects));
    EXPECT(log.open.empty());
}

TEST(a_mark_that_is_lost_makes_the_event_come_again) {
    FakeLog log(1);
    Effects effects;
    log.away = true;
    EXPECT_THROW(SourceUnavailable, relayed(log, effects));
    EXPECT_EQ(log.open.size(), std::size_t{1});
    log.away = false;
    EXPECT(!relayed(log, effects));
    EXPECT(log.open.empty());
    EXPECT_EQ(effects.had.size(), std::size_t{1});
}
