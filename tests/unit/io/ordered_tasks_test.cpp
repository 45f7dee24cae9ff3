// Tasks beside one another: their results come in the order in which they were begun, whoever is quicker.
#include "io/ordered_tasks.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "test.hpp"

#include <memory>
#include <stdexcept>
#include <vector>

using gracy::base::Task;
using gracy::io::ManualReactor;
using gracy::io::OrderedTasks;
using gracy::io::Pump;
using gracy::io::Sleep;
using namespace std::chrono_literals;

namespace {

struct World {
    ManualReactor reactor;
    OrderedTasks<int> tasks{reactor};
    std::vector<int> taken;
    bool failed = false;
    std::unique_ptr<Pump> pump;

    Task<int> work(int number, std::chrono::milliseconds takes) {
        co_await Sleep(reactor, takes);
        if (number < 0) {
            throw std::runtime_error("broken");
        }
        co_return number;
    }

    Task<void> take_all() {
        while (!tasks.empty()) {
            taken.push_back(co_await tasks.next());
        }
    }

    void take(std::chrono::milliseconds time) {
        pump = std::make_unique<Pump>(reactor, take_all(),
                                      [this](std::exception_ptr failure) { failed = failure != nullptr; });
        pump->start();
        reactor.turn();
        reactor.advance(time);
    }
};

using Numbers = std::vector<int>;

}  // namespace

TEST(they_run_beside_one_another_and_come_in_the_order_in_which_they_were_begun) {
    World world;
    world.tasks.begin(world.work(1, 3s));
    world.tasks.begin(world.work(2, 1s));
    world.tasks.begin(world.work(3, 2s));
    world.take(2900ms);
    EXPECT(world.taken.empty());
    world.reactor.advance(100ms);
    EXPECT(world.taken == Numbers({1, 2, 3}));
}

TEST(what_one_throws_is_thrown_in_its_turn_and_it_is_gone_then) {
    World world;
    world.tasks.begin(world.work(1, 2s));
    world.tasks.begin(world.work(-1, 1s));
    world.tasks.begin(world.work(3, 3s));
    world.take(2s);
    EXPECT(world.taken == Numbers({1}));
    EXPECT(world.failed);
    EXPECT_EQ(world.tasks.size(), std::size_t(1));
    world.take(1s);
    EXPECT(world.taken == Numbers({1, 3}));
}

TEST(those_that_nobody_takes_are_cancelled) {
    ManualReactor reactor;
    {
        OrderedTasks<void> tasks(reactor);
        const auto work = [&]() -> Task<void> { co_await Sleep(reactor, 5s); };
        tasks.begin(work());
        tasks.begin(work());
        reactor.advance(1s);
        EXPECT_EQ(reactor.timers(), std::size_t(2));
    }
    EXPECT_EQ(reactor.timers(), std::size_t(0));
}

TEST(tasks_without_a_result_are_awaited_as_well) {
    ManualReactor reactor;
    OrderedTasks<void> tasks(reactor);
    int ended = 0;
    const auto work = [&]() -> Task<void> {
        co_await Sleep(reactor, 1s);
        ++ended;
    };
    const auto both = [&]() -> Task<void> {
        tasks.begin(work());
        tasks.begin(work());
        while (!tasks.empty()) {
            co_await tasks.next();
        }
    };
    bool done = false;
    Pump pump(reactor, both(), [&](std::exception_ptr) { done = true; });
    pump.start();
    reactor.turn();
    reactor.advance(1s);
    EXPECT(done);
    EXPECT_EQ(ended, 2);
}
