#include "access/live_events.hpp"

#include "http/server_sent_events.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "open_streams.hpp"
#include "test.hpp"

#include <string>
#include <vector>

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

/// One session, until it is ended.
class OneSession final : public Identities {
  public:
    base::Task<std::optional<Identity>> find(Credential) override {
        Identity identity;
        identity.principal = principal();
        co_return is_over ? std::nullopt : std::optional(identity);
    }
    base::Task<std::int64_t> latest_change() override { co_return 0; }
    base::Task<std::vector<AccessChange>> changes_after(std::int64_t) override {
        co_return std::vector<AccessChange>{};
    }
    base::Task<std::optional<base::Timestamp>> touch_session(base::Sha256) override { co_return std::nullopt; }
    base::Task<void> touch_api_token(std::int64_t, std::int64_t) override { co_return; }

    Principal principal() const {
        Principal principal;
        principal.team_space_id = 1;
        principal.member_id = 7;
        principal.scopes = scopes;
        return principal;
    }

    Scope scopes = Scope::policies_read;
    bool is_over = false;
};

class Written final : public http::BodyWriter {
  public:
    base::Task<void> write(std::string chunk) override {
        chunks.push_back(std::move(chunk));
        co_return;
    }
    bool stopping() const override { return is_stopping; }

    std::vector<std::string> chunks;
    bool is_stopping = false;
};

/// Tells what it was given, once.
class Told final : public LiveEvents {
  public:
    using LiveEvents::LiveEvents;
    std::string next;
    bool ends = false;
    int looks = 0;

  private:
    base::Task<Update> look() override {
        ++looks;
        co_return Update{.events = std::exchange(next, {}), .is_last = ends};
    }
};

struct World {
    io::ManualReactor reactor;
    base::ManualClock clock{base::Timestamp(1'800'000'000s)};
    OneSession session;
    Authenticator authenticator{reactor, clock, session, 12h};
    StreamsOfOneProcess everywhere;
    Streams streams{reactor, everywhere};
    Written written;
    Told told{streams, authenticator, session.principal(), Scope::policies_read};
    bool is_over = false;
    io::Pump pump{reactor, told.produce(written), [this](const std::exception_ptr& failure) {
                      EXPECT(failure == nullptr);
                      is_over = true;
                  }};

    World() {
        pump.start();
        reactor.turn();
    }
    std::size_t count(std::string_view chunk) const {
        return static_cast<std::size_t>(std::ranges::count(written.chunks, chunk));
    }
};

}  // namespace

TEST(silence_is_broken_every_fifteen_seconds_and_ends_after_five_minutes) {
    World world;
    EXPECT(world.written.chunks == std::vector<std::string>{http::reconnection_time(2s)});
    world.reactor.advance(14s);
    EXPECT_EQ(world.count(http::keep_alive_comment), 0U);
    world.reactor.advance(1s);
    EXPECT_EQ(world.count(http::keep_alive_comment), 1U);
    world.reactor.advance(5min - 16s);
    EXPECT(!world.is_over);
    world.reactor.advance(1s);
    EXPECT(world.is_over);
    EXPECT_EQ(world.count(http::keep_alive_comment), 20U);
}

TEST(an_event_breaks_the_silence_as_well) {
    World world;
    world.reactor.advance(10s);
    world.told.next = "event: state\n\n";
    world.streams.tell();
    world.reactor.advance(50ms);
    EXPECT_EQ(world.count("event: state\n\n"), 1U);
    world.reactor.advance(14s);
    EXPECT_EQ(world.count(http::keep_alive_comment), 0U);
    world.reactor.advance(2s);
    EXPECT_EQ(world.count(http::keep_alive_comment), 1U);
}

TEST(the_last_event_ends_it) {
    World world;
    world.told.next = "event: thread\n\n";
    world.told.ends = true;
    world.streams.tell();
    world.reactor.advance(50ms);
    EXPECT(world.is_over);
    EXPECT_EQ(world.written.chunks.back(), "event: thread\n\n");
}

TEST(nothing_is_looked_up_for_a_session_that_has_ended) {
    World world;
    const int looks = world.told.looks;
    world.session.is_over = true;
    world.authenticator.forget_everything();
    world.told.next = "event: thread\n\n";
    world.reactor.advance(1s);
    EXPECT(world.is_over);
    EXPECT_EQ(world.told.looks, looks);
    EXPECT_EQ(world.count("event: thread\n\n"), 0U);
}

TEST(nothing_is_looked_up_for_who_may_no_longer_read_it) {
    World world;
    world.session.scopes = Scope::people_read;
    world.authenticator.forget_everything();
    world.reactor.advance(1s);
    EXPECT(world.is_over);
}

TEST(a_process_that_stops_ends_it) {
    World world;
    world.written.is_stopping = true;
    world.reactor.advance(1s);
    EXPECT(world.is_over);
}
