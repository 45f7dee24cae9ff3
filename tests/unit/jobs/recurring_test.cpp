#include "jobs/recurring.hpp"
#include "base/log.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "test.hpp"

#include <stdexcept>
#include <string>
#include <vector>

using gracy::base::Task;
using gracy::io::ManualReactor;
using gracy::io::Sleep;
using gracy::jobs::Recurring;
using namespace std::chrono_literals;

namespace {

struct World {
    ManualReactor reactor;
    std::chrono::milliseconds takes{0};
    int runs = 0;
    int more = 0;
    bool fails = false;
};

Task<bool> body(World& world) {
    ++world.runs;
    co_await Sleep(world.reactor, world.takes);
    if (world.fails) {
        throw std::runtime_error("no");
    }
    co_return world.more-- > 0;
}

Recurring recurring(World& world) {
    return Recurring(world.reactor, "test", 1s, 5s, [&world] { return body(world); });
}

}  // namespace

TEST(a_recurring_task_runs_after_each_pause_and_at_once_when_there_is_more) {
    World world;
    world.more = 3;
    Recurring task = recurring(world);
    world.reactor.advance(3s);
    EXPECT_EQ(world.runs, 0);
    task.start();
    world.reactor.turn();
    EXPECT_EQ(world.runs, 4);
    world.reactor.advance(2s);
    EXPECT_EQ(world.runs, 6);
}

TEST(waking_a_recurring_task_that_runs_runs_it_again) {
    World world;
    world.takes = 500ms;
    Recurring task = recurring(world);
    task.start();
    world.reactor.advance(100ms);
    task.wake();
    task.wake();
    EXPECT_EQ(world.runs, 1);
    world.reactor.advance(400ms);
    EXPECT_EQ(world.runs, 2);
    world.reactor.advance(900ms);
    EXPECT_EQ(world.runs, 2);
}

TEST(a_recurring_task_that_fails_waits_for_its_pause) {
    World world;
    world.fails = true;
    world.more = 100;
    Recurring task = recurring(world);
    task.start();
    world.reactor.advance(0ms);
    EXPECT_EQ(world.runs, 1);
    world.reactor.advance(3s);
    EXPECT_EQ(world.runs, 4);
}

TEST(a_recurring_task_with_a_long_pause_is_tried_again_soon_after_a_failure) {
    World world;
    world.fails = true;
    Recurring task(world.reactor, "hourly", 1h, 5s, [&world] { return body(world); });
    task.start();
    world.reactor.advance(0ms);
    EXPECT_EQ(world.runs, 1);
    world.fails = false;
    world.reactor.advance(6s);
    EXPECT_EQ(world.runs, 2);
    world.reactor.advance(30min);
    EXPECT_EQ(world.runs, 2);
    world.reactor.advance(30min);
    EXPECT_EQ(world.runs, 3);
}

TEST(a_recurring_task_that_takes_too_long_is_cancelled_and_runs_again) {
    World world;
    world.takes = 24h;
    Recurring task = recurring(world);
    task.start();
    world.reactor.advance(4s);
    EXPECT(world.reactor.holds_shutdown());
    world.reactor.advance(1s);
    EXPECT(!world.reactor.holds_shutdown());
    world.takes = 0ms;
    world.reactor.advance(1s);
    EXPECT_EQ(world.runs, 2);
}

TEST(a_recurring_task_that_fails_again_and_again_is_tried_less_and_less_often_up_to_its_pause) {
    World world;
    world.fails = true;
    Recurring task(world.reactor, "hourly", 1h, 5s, [&world] { return body(world); });
    task.start();
    world.reactor.advance(0ms);
    int runs = 1;
    for (const auto pause : {5s, 10s, 20s, 40s, 80s}) {
        world.reactor.advance(pause - 1s);
        EXPECT_EQ(world.runs, runs);
        world.reactor.advance(1s);
        EXPECT_EQ(world.runs, ++runs);
    }
    world.reactor.advance(24h);
    runs = world.runs;
    world.reactor.advance(10h);
    EXPECT_EQ(world.runs, runs + 10);
}

TEST(a_recurring_task_that_is_too_much_for_its_limit_is_not_run_without_a_pause_and_is_told_of_once) {
    static std::vector<std::string> lines;
    lines.clear();
    gracy::base::set_log_sink([](gracy::base::LogLevel, std::string_view line) { lines.emplace_back(line); });
    World world;
    world.takes = 24h;
    Recurring task(world.reactor, "hourly", 1h, 5s, [&world] { return body(world); });
    task.start();
    world.reactor.advance(1h);
    // 5, 10, 20 ... seconds after each limit: at most ten.
    EXPECT(world.runs > 2 && world.runs <= 10);
    EXPECT_EQ(lines.size(), std::size_t(1));
    world.takes = 0ms;
    world.reactor.advance(1h);
    EXPECT_EQ(lines.size(), std::size_t(2));
    EXPECT_EQ(lines.back(), "hourly: works again");
    gracy::base::set_log_sink({});
}

TEST(a_stopped_recurring_task_ends_its_run_and_begins_no_other) {
    World world;
    world.takes = 2s;
    Recurring task = recurring(world);
    task.start();
    world.reactor.advance(1s);
    task.wake();
    task.stop();
    EXPECT(world.reactor.holds_shutdown());
    world.reactor.advance(10s);
    task.wake();
    world.reactor.advance(10s);
    EXPECT_EQ(world.runs, 1);
    EXPECT(!world.reactor.holds_shutdown());
}
