// One after another, and whoever is cancelled stands in nobody's way.
#include "io/mutex.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/sleep.hpp"
#include "test.hpp"

#include <memory>
#include <string>
#include <vector>

using gracy::base::Task;
using gracy::io::ManualReactor;
using gracy::io::Mutex;
using gracy::io::Pump;
using gracy::io::Sleep;
using namespace std::chrono_literals;

namespace {

struct World {
    ManualReactor reactor;
    Mutex mutex{reactor};
    std::vector<std::string> happened;

    Task<void> work(std::string name) {
        const auto turn = co_await mutex.lock();
        happened.push_back(name + " begins");
        co_await Sleep(reactor, 10ms);
        happened.push_back(name + " ends");
    }

    std::unique_ptr<Pump> start(std::string name) {
        auto pump = std::make_unique<Pump>(reactor, work(std::move(name)), [](const std::exception_ptr&) {});
        pump->start();
        reactor.turn();
        return pump;
    }
};

using Strings = std::vector<std::string>;

}  // namespace

TEST(turns_come_one_after_another) {
    World world;
    const auto first = world.start("first");
    const auto second = world.start("second");
    EXPECT(world.happened == Strings({"first begins"}));
    world.reactor.advance(10ms);
    EXPECT(world.happened == Strings({"first begins", "first ends", "second begins"}));
    world.reactor.advance(10ms);
    EXPECT_EQ(world.happened.back(), std::string("second ends"));
}

TEST(who_is_cancelled_in_its_turn_leaves_it_to_the_next) {
    World world;
    auto first = world.start("first");
    const auto second = world.start("second");
    first.reset();
    world.reactor.advance(10ms);
    EXPECT(world.happened == Strings({"first begins", "second begins", "second ends"}));
}

TEST(who_is_cancelled_while_it_waits_is_passed_over) {
    World world;
    const auto first = world.start("first");
    auto second = world.start("second");
    const auto third = world.start("third");
    second.reset();
    world.reactor.advance(20ms);
    EXPECT(world.happened == Strings({"first begins", "first ends", "third begins", "third ends"}));
}
