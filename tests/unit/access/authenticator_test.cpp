#include "access/authenticator.hpp"

#include "io/manual_reactor.hpp"
#include "postgres/error.hpp"
#include "test.hpp"

#include <deque>

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

/// Suspends until a test opens it.
class Gate {
  public:
    class Passage {
      public:
        explicit Passage(Gate& gate) : gate_(gate) {}
        Passage(const Passage&) = delete;
        ~Passage() { std::erase(gate_.waiting_, this); }
        bool await_ready() const noexcept { return gate_.open_; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) {
            runner_ = waiting.promise().runner;
            waiting_ = waiting;
            gate_.waiting_.push_back(this);
        }
        void await_resume() const noexcept {}

      private:
        friend class Gate;
        Gate& gate_;
        base::Runner* runner_ = nullptr;
        std::coroutine_handle<> waiting_;
    };

    Passage pass() { return Passage(*this); }
    void close() { open_ = false; }
    void open() {
        open_ = true;
        for (Passage* passage : std::exchange(waiting_, {})) {
            passage->runner_->ready(passage->waiting_);
        }
    }
    std::size_t waiting() const { return waiting_.size(); }

  private:
    bool open_ = true;
    std::vector<Passage*> waiting_;
};

/// A database of people in memory.
class People final : public Identities {
  public:
    base::Task<std::optional<Identity>> find(Credential credential) override {
        ++finds;
        const auto found = known.find(credential.hash);
        std::optional<Identity> identity = found == known.end() ? std::nullopt : std::optional(found->second);
        co_await gate.pass();
        if (down) {
            throw postgres::Error(postgres::ErrorKind::unavailable, "", "down");
        }
        co_return identity;
    }
    base::Task<std::int64_t> latest_change() override {
        if (odd) {
            throw std::logic_error("a row that nobody expected");
        }
        if (down) {
            throw postgres::Error(postgres::ErrorKind::unavailable, "", "down");
        }
        co_return changes.empty() ? 0 : changes.back().id;
    }
    base::Task<std::vector<AccessChange>> changes_after(std::int64_t id) override {
        ++readings;
        if (down) {
            throw postgres::Error(postgres::ErrorKind::unavailable, "", "down");
        }
        std::vector<AccessChange> found;
        for (const AccessChange& change : changes) {
            if (change.id > id - repeated) {
                found.push_back(change);
            }
        }
        co_return found;
    }
    base::Task<std::optional<base::Timestamp>> touch_session(base::Sha256 hash) override {
        ++touches;
        co_await touch_gate.pass();
        const auto found = known.find(hash);
        co_return found == known.end() ? std::nullopt : std::optional(*touched_until);
    }
    base::Task<void> touch_api_token(std::int64_t, std::int64_t token_id) override {
        noted.push_back(token_id);
        co_return;
    }

    std::map<base::Sha256, Identity> known;
    std::deque<AccessChange> changes;
    std::int64_t repeated = 0;
    Gate gate;
    Gate touch_gate;
    bool down = false;
    bool odd = false;
    int finds = 0;
    int readings = 0;
    int touches = 0;
    std::optional<base::Timestamp> touched_until;
    std::vector<std::int64_t> noted;
};

struct World {
    io::ManualReactor reactor;
    base::ManualClock clock{base::Timestamp(1'800'000'000s)};
    People people;
    Authenticator authenticator{reactor, clock, people, 12h};

    static Credential credential(int number, Credential::Kind kind = Credential::Kind::session) {
        return {.kind = kind, .hash = base::sha256(std::as_bytes(std::span(&number, 1)))};
    }
    Credential add(int number, std::int64_t member, Credential::Kind kind = Credential::Kind::session) {
        const Credential made = credential(number, kind);
        Identity identity;
        identity.principal.team_space_id = 1;
        identity.principal.member_id = member;
        identity.principal.credential = made.hash;
        identity.principal.kind =
            kind == Credential::Kind::session ? Principal::Kind::session : Principal::Kind::api_token;
        if (kind == Credential::Kind::session) {
            identity.expires_at = clock.now() + 14 * 24h;
            identity.idle_expires_at = clock.now() + 12h;
        }
        identity.token_id = number;
        people.known[made.hash] = identity;
        return made;
    }
    void pass(std::chrono::milliseconds time) {
        clock.advance(time);
        reactor.advance(time);
    }
};

/// One request that asks who sent it.
class Asking {
  public:
    Asking(World& world, Credential credential)
        : pump_(world.reactor, ask(world.authenticator, credential, *this), [this](const std::exception_ptr& e) {
              done = true;
              failure = e;
          }) {
        pump_.start();
    }

    bool done = false;
    std::exception_ptr failure;
    std::int64_t member = -1;  // 0: nobody

  private:
    static base::Task<void> ask(Authenticator& authenticator, Credential credential, Asking& self) {
        std::optional<Principal> principal = authenticator.recall(credential);
        if (!principal) {
            principal = co_await authenticator.look_up(credential);
        }
        self.member = principal ? principal->member_id : 0;
    }

    io::Pump pump_;
};

std::int64_t who(World& world, Credential credential) {
    Asking asking(world, credential);
    world.reactor.turn();
    EXPECT(asking.done);
    return asking.member;
}

}  // namespace

TEST(a_look_up_is_made_once_and_then_remembered) {
    World world;
    const Credential credential = world.add(1, 7);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(who(world, credential), 7);
    }
    EXPECT_EQ(world.people.finds, 1);
    world.pass(29s);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.finds, 1);
    world.pass(1s);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.finds, 2);
}

TEST(nobody_is_remembered_for_a_moment) {
    World world;
    const Credential credential = World::credential(1);
    EXPECT_EQ(who(world, credential), 0);
    EXPECT_EQ(who(world, credential), 0);
    EXPECT_EQ(world.people.finds, 1);
    world.add(1, 7);
    world.pass(5s);
    EXPECT_EQ(who(world, credential), 7);
}

TEST(requests_at_the_same_time_share_a_look_up) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    Asking first(world, credential);
    Asking second(world, credential);
    Asking other(world, World::credential(2));
    world.reactor.turn();
    EXPECT(!first.done && !second.done && !other.done);
    EXPECT_EQ(world.people.finds, 2);
    world.people.gate.open();
    world.reactor.turn();
    EXPECT_EQ(first.member, 7);
    EXPECT_EQ(second.member, 7);
    EXPECT_EQ(other.member, 0);
    EXPECT_EQ(world.authenticator.statistics().shared, 1U);
}

TEST(a_request_that_leaves_does_not_take_the_look_up_with_it) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    auto first = std::make_unique<Asking>(world, credential);
    Asking second(world, credential);
    world.reactor.turn();
    first.reset();
    world.people.gate.open();
    world.reactor.turn();
    EXPECT_EQ(second.member, 7);
}

TEST(a_look_up_that_nobody_waits_for_any_more_still_warms_the_memory) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    {
        const Asking left(world, credential);
        world.reactor.turn();
    }
    world.people.gate.open();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.finds, 1);
}

TEST(an_error_reaches_everybody_who_waits_and_is_not_remembered) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    Asking first(world, credential);
    Asking second(world, credential);
    world.reactor.turn();
    world.people.down = true;
    world.people.gate.open();
    world.reactor.turn();
    EXPECT_THROW(postgres::Error, std::rethrow_exception(first.failure));
    EXPECT_THROW(postgres::Error, std::rethrow_exception(second.failure));
    world.people.down = false;
    EXPECT_EQ(who(world, credential), 7);
}

TEST(a_change_takes_effect_within_a_second) {
    World world;
    const Credential credential = world.add(1, 7);
    world.authenticator.follow();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 7);
    world.people.known.clear();
    world.people.changes.push_back({.id = 1, .kind = AccessChange::Kind::member, .team_space_id = 1, .member_id = 7});
    EXPECT_EQ(who(world, credential), 7);
    world.pass(1s);
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_change_takes_effect_at_once_when_woken) {
    World world;
    const Credential credential = world.add(1, 7);
    world.authenticator.follow();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 7);
    world.people.known.clear();
    world.people.changes.push_back({.id = 1,
                                    .kind = AccessChange::Kind::credential,
                                    .team_space_id = 1,
                                    .member_id = 7,
                                    .credential = credential.hash});
    world.authenticator.wake();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_wake_up_during_a_reading_is_not_lost) {
    World world;
    world.authenticator.follow();
    world.authenticator.wake();  // before the first reading has begun
    world.reactor.turn();
    EXPECT_EQ(world.people.readings, 2);
}

TEST(a_change_that_is_read_again_is_forgotten_once) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.repeated = 100;
    world.authenticator.follow();
    world.reactor.turn();
    world.people.changes.push_back({.id = 1, .kind = AccessChange::Kind::member, .team_space_id = 1, .member_id = 7});
    world.pass(1s);
    EXPECT_EQ(who(world, credential), 7);
    world.pass(3s);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.finds, 1);
    EXPECT_EQ(world.authenticator.statistics().changes, 1U);
}

TEST(a_change_with_a_lower_id_that_commits_later_is_seen) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.repeated = 100;
    world.authenticator.follow();
    world.reactor.turn();
    world.people.changes.push_back({.id = 5, .kind = AccessChange::Kind::member, .team_space_id = 1, .member_id = 99});
    world.pass(1s);
    EXPECT_EQ(who(world, credential), 7);
    world.people.known.clear();
    world.people.changes.push_front({.id = 4, .kind = AccessChange::Kind::member, .team_space_id = 1, .member_id = 7});
    world.pass(1s);
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_look_up_that_a_change_overtakes_is_made_again) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    Asking asking(world, credential);
    world.reactor.turn();
    // The answer is on its way; now the member is put out.
    world.people.known.clear();
    world.authenticator.forget(credential.hash);
    world.people.gate.open();
    world.reactor.turn();
    EXPECT_EQ(asking.member, 0);
    EXPECT_EQ(world.people.finds, 2);
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_look_up_that_changes_overtake_again_and_again_is_answered_and_not_remembered) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.gate.close();
    Asking asking(world, credential);
    for (int i = 0; i < 3; ++i) {
        world.reactor.turn();
        EXPECT_EQ(world.people.gate.waiting(), 1U);
        world.authenticator.forget_everything();
        world.people.gate.open();
        world.people.gate.close();
    }
    world.reactor.turn();
    EXPECT(asking.done);
    EXPECT_EQ(asking.member, 7);
    EXPECT_EQ(world.authenticator.remembered(), 0U);
}

TEST(everything_is_forgotten_when_following_begins) {
    World world;
    const Credential credential = world.add(1, 7);
    EXPECT_EQ(who(world, credential), 7);
    world.authenticator.follow();
    world.reactor.turn();
    EXPECT_EQ(world.authenticator.remembered(), 0U);
}

TEST(a_database_that_is_down_is_asked_again) {
    World world;
    world.people.down = true;
    world.authenticator.follow();
    world.reactor.turn();
    world.pass(3s);
    EXPECT_EQ(world.people.readings, 0);
    EXPECT(world.authenticator.statistics().failures >= 3);
    world.people.down = false;
    world.pass(1s);
    EXPECT_EQ(world.people.readings, 1);
}

TEST(a_defect_does_not_end_the_watching_of_changes) {
    World world;
    world.people.odd = true;
    world.authenticator.follow();
    world.reactor.turn();
    world.pass(1s);
    EXPECT(world.authenticator.statistics().failures >= 1);
    world.people.odd = false;
    world.pass(1s);
    EXPECT_EQ(world.people.readings, 1);
}

TEST(a_session_that_ends_is_over_while_it_is_remembered) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.known[credential.hash].expires_at = world.clock.now() + 10s;
    EXPECT_EQ(who(world, credential), 7);
    world.people.known.clear();
    world.pass(10s);
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_session_in_use_is_kept_alive_now_and_then) {
    World world;
    const Credential credential = world.add(1, 7);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.touches, 0);
    world.people.known[credential.hash].idle_expires_at = world.clock.now() + 11h;
    world.pass(31s);
    world.people.touched_until = world.clock.now() + 12h;
    world.people.touch_gate.close();
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.touches, 1);
    world.people.touch_gate.open();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.touches, 1);
}

TEST(a_session_that_is_over_when_it_is_touched_is_forgotten) {
    World world;
    const Credential credential = world.add(1, 7);
    world.people.known[credential.hash].idle_expires_at = world.clock.now() + 1h;
    world.people.touch_gate.close();
    EXPECT_EQ(who(world, credential), 7);
    world.people.known.clear();
    world.people.touch_gate.open();
    world.reactor.turn();
    EXPECT_EQ(who(world, credential), 0);
}

TEST(a_session_near_its_absolute_end_is_not_touched) {
    World world;
    const Credential credential = world.add(1, 7);
    Identity& identity = world.people.known[credential.hash];
    identity.expires_at = identity.idle_expires_at = world.clock.now() + 1h;
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.touches, 0);
}

TEST(an_api_token_is_noted_once_a_day) {
    World world;
    const Credential credential = world.add(3, 7, Credential::Kind::api_token);
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(who(world, credential), 7);
        world.pass(31s);
    }
    EXPECT_EQ(world.people.noted.size(), 1U);
    world.pass(24h);
    EXPECT_EQ(who(world, credential), 7);
    EXPECT_EQ(world.people.noted.size(), 2U);
}

TEST(a_request_may_outlive_the_authenticator) {
    auto world = std::make_unique<World>();
    world->people.gate.close();
    const Credential credential = world->add(1, 7);
    auto reactor = std::make_unique<io::ManualReactor>();
    auto authenticator = std::make_unique<Authenticator>(*reactor, world->clock, world->people, 12h);
    auto task = authenticator->look_up(credential);
    struct Root {
        static base::Task<void> run(base::Task<std::optional<Principal>> inner) { co_await std::move(inner); }
    };
    auto pump = std::make_unique<io::Pump>(*reactor, Root::run(std::move(task)), [](const std::exception_ptr&) {});
    pump->start();
    reactor->turn();
    authenticator.reset();
    pump.reset();
}
