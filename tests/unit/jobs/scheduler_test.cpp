#include "jobs/scheduler.hpp"
#include "fake_queue.hpp"
#include "io/manual_reactor.hpp"
#include "test.hpp"

using gracy::base::ManualClock;
using gracy::base::Timestamp;
using gracy::io::ManualReactor;
using gracy::jobs::Schedule;
using gracy::jobs::Scheduler;
using namespace std::chrono_literals;

namespace {

struct World {
    ManualReactor reactor;
    ManualClock clock{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + 12h + 30s};
    FakeQueue queue{reactor};
    int woken = 0;

    Scheduler scheduler() {
        gracy::jobs::NewJob job;
        job.kind = "test.minutely";
        return Scheduler(reactor, clock, queue, {{"minutely", 1min, 1min, job}}, [this] { ++woken; });
    }
    void pass(std::chrono::milliseconds time) {
        for (auto left = time; left > 0ms; left -= 500ms) {
            clock.advance(500ms);
            reactor.advance(500ms);
        }
    }
};

}  // namespace

TEST(a_scheduler_makes_up_for_the_last_slot_and_then_fires_each_once) {
    World world;
    Scheduler scheduler = world.scheduler();
    scheduler.start();
    world.reactor.turn();
    world.reactor.turn();
    EXPECT_EQ(world.queue.enqueued.size(), 1u);
    EXPECT_EQ(world.woken, 1);
    world.pass(29s);
    EXPECT_EQ(world.queue.enqueued.size(), 1u);
    world.pass(2s);
    EXPECT_EQ(world.queue.enqueued.size(), 2u);
    world.pass(3min);
    EXPECT_EQ(world.queue.enqueued.size(), 5u);
    EXPECT_EQ(world.queue.enqueued.back().kind, std::string("test.minutely"));
}

TEST(two_schedulers_and_a_restart_fire_a_slot_once) {
    World world;
    Scheduler first = world.scheduler();
    Scheduler second = world.scheduler();
    first.start();
    second.start();
    world.pass(2min);
    EXPECT_EQ(world.queue.enqueued.size(), 3u);
    EXPECT_EQ(world.woken, 3);
    first.stop();
    Scheduler restarted = world.scheduler();
    restarted.start();
    world.pass(10s);
    EXPECT_EQ(world.queue.enqueued.size(), 3u);
}

TEST(a_clock_that_is_set_back_stops_nothing_and_fires_nothing_twice) {
    World world;
    Scheduler scheduler = world.scheduler();
    scheduler.start();
    world.pass(3min);
    EXPECT_EQ(world.queue.enqueued.size(), 4u);
    world.clock.advance(-2min);
    world.pass(2min);
    EXPECT_EQ(world.queue.enqueued.size(), 4u);
    world.pass(1min);
    EXPECT_EQ(world.queue.enqueued.size(), 5u);
    world.clock.advance(-24h);
    world.pass(2min);
    EXPECT_EQ(world.queue.enqueued.size(), 8u);
}

TEST(a_slot_that_could_not_be_claimed_is_tried_again) {
    World world;
    world.queue.broken = true;
    Scheduler scheduler = world.scheduler();
    scheduler.start();
    world.pass(5s);
    EXPECT(world.queue.enqueued.empty());
    world.queue.broken = false;
    world.pass(2s);
    EXPECT_EQ(world.queue.enqueued.size(), 1u);
}

TEST(a_stopped_scheduler_fires_nothing_until_it_is_started_again) {
    World world;
    Scheduler scheduler = world.scheduler();
    scheduler.start();
    world.pass(1s);
    scheduler.stop();
    world.pass(5min);
    EXPECT_EQ(world.queue.enqueued.size(), 1u);
    scheduler.start();
    world.pass(1s);
    EXPECT_EQ(world.queue.enqueued.size(), 2u);
}

TEST(a_scheduler_stopped_while_it_waits_for_the_database_stays_stopped) {
    World world;
    world.queue.delay = 2s;
    Scheduler scheduler = world.scheduler();
    scheduler.start();
    world.pass(1s);
    scheduler.stop();
    world.pass(5min);
    EXPECT_EQ(world.queue.enqueued.size(), 1u);
    EXPECT_EQ(world.reactor.timers(), 0u);
}
