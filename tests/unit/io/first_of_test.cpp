// Two tasks beside each other: whoever succeeds first is enough, and the other is gone.
#include "io/first_of.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "test.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using gracy::base::Task;
using gracy::io::FirstOf;
using gracy::io::ManualReactor;
using gracy::io::Pump;
using gracy::io::Sleep;
using namespace std::chrono_literals;

namespace {

enum class End : unsigned char { succeeds, fails, throws };

struct World {
    ManualReactor reactor;
    std::vector<std::string> happened;
    bool succeeded = false;
    bool failed = false;
    std::unique_ptr<Pump> pump;

    Task<void> work(std::string name, std::chrono::milliseconds takes, End end) {
        happened.push_back(name + " begins");
        co_await Sleep(reactor, takes);
        happened.push_back(name + " ends");
        succeeded = succeeded || end == End::succeeds;
        if (end == End::throws) {
            throw std::runtime_error("broken");
        }
    }

    Task<void> both(std::chrono::milliseconds first, End first_end, std::chrono::milliseconds second) {
        FirstOf two(
            reactor, [this, first, first_end] { return work("first", first, first_end); }, 100ms,
            [this, second] { return work("second", second, End::succeeds); }, [this] { return succeeded; });
        co_await two;
        happened.push_back(two.began_second() ? "two" : "one");
    }

    void run(Task<void> task, std::chrono::milliseconds time = 10s) {
        pump = std::make_unique<Pump>(reactor, std::move(task),
                                      [this](std::exception_ptr failure) { failed = failure != nullptr; });
        pump->start();
        reactor.turn();
        reactor.advance(time);
    }
};

using Strings = std::vector<std::string>;

}  // namespace

TEST(a_quick_first_one_stays_alone) {
    World world;
    world.run(world.both(50ms, End::succeeds, 10ms));
    EXPECT(world.happened == Strings({"first begins", "first ends", "one"}));
}

TEST(a_slow_first_one_is_given_company_and_cancelled_when_the_other_succeeds) {
    World world;
    world.run(world.both(5s, End::succeeds, 10ms));
    EXPECT(world.happened == Strings({"first begins", "second begins", "second ends", "two"}));
    EXPECT_EQ(world.reactor.timers(), 0U);
}

TEST(the_first_one_may_still_win) {
    World world;
    world.run(world.both(150ms, End::succeeds, 5s));
    EXPECT(world.happened == Strings({"first begins", "second begins", "first ends", "two"}));
}

TEST(one_that_fails_early_is_not_replaced_here) {
    World world;
    world.run(world.both(50ms, End::fails, 10ms));
    EXPECT(world.happened == Strings({"first begins", "first ends", "one"}));
    EXPECT(!world.succeeded);
}

TEST(when_one_of_two_fails_the_other_is_awaited) {
    World world;
    world.run(world.both(150ms, End::fails, 1s));
    EXPECT(world.happened == Strings({"first begins", "second begins", "first ends", "second ends", "two"}));
}

TEST(what_one_throws_is_thrown) {
    World world;
    world.run(world.both(150ms, End::throws, 5s));
    EXPECT(world.happened == Strings({"first begins", "second begins", "first ends"}));
    EXPECT(world.failed);
}

TEST(whoever_gives_up_leaves_nothing_behind) {
    World world;
    world.run(world.both(5s, End::succeeds, 5s), 200ms);
    world.pump.reset();
    EXPECT_EQ(world.reactor.timers(), 0U);
    world.reactor.advance(10s);
    EXPECT(world.happened == Strings({"first begins", "second begins"}));
}
