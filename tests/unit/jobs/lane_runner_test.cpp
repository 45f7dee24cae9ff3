#include "jobs/lane_runner.hpp"
#include "fake_queue.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "postgres/error.hpp"
#include "test.hpp"

#include <algorithm>
#include <memory>

using gracy::base::Task;
using gracy::io::ManualReactor;
using gracy::io::Sleep;
using gracy::jobs::Job;
using gracy::jobs::Kinds;
using gracy::jobs::LaneRunner;
using gracy::jobs::Permanent;
using gracy::jobs::RetryLater;
using gracy::postgres::Error;
using gracy::postgres::ErrorKind;
using namespace std::chrono_literals;

namespace {

struct World;
Task<void> sleep(World& world, std::chrono::milliseconds duration);
Task<void> fail_with(int how);

struct World {
    ManualReactor reactor;
    FakeQueue queue{reactor};
    Kinds kinds;
    int running = 0;
    int most = 0;
    int ended = 0;
    std::unique_ptr<LaneRunner> runner;

    World() {
        kinds.add({"test.quick", "test", 1min, [this](const Job&) { return sleep(*this, 10ms); }});
        kinds.add({"test.slow", "test", 1min, [this](const Job&) { return sleep(*this, 50s); }});
        kinds.add({"test.endless", "test", 1min, [this](const Job&) { return sleep(*this, 24h); }});
        kinds.add({"test.fails", "test", 1min, [](const Job&) { return fail_with(0); }});
        kinds.add({"test.permanent", "test", 1min, [](const Job&) { return fail_with(1); }});
        kinds.add({"test.later", "test", 1min, [](const Job&) { return fail_with(2); }});
        kinds.add({"test.away", "test", 1min, [](const Job&) { return fail_with(3); }});
        kinds.add({"test.broken", "test", 1min, [](const Job&) { return fail_with(4); }});
        kinds.add({"test.held", "test", 1min, [](const Job&) { return fail_with(5); }});
    }
    void start(std::size_t concurrency = 2) {
        gracy::jobs::LaneSettings settings;
        settings.lane = "test";
        settings.concurrency = concurrency;
        settings.lease = 30s;
        settings.poll = 1s;
        runner = std::make_unique<LaneRunner>(reactor, queue, kinds, settings);
        runner->start();
        reactor.advance(0ms);
    }
};

struct Count {
    explicit Count(World& w) : world(w) { world.most = std::max(world.most, ++world.running); }
    Count(const Count&) = delete;
    ~Count() {
        --world.running;
        ++world.ended;
    }
    World& world;
};

Task<void> sleep(World& world, std::chrono::milliseconds duration) {
    const Count count(world);
    co_await Sleep(world.reactor, duration);
}

Task<void> fail_with(int how) {
    switch (how) {
        case 1:
            throw Permanent("never");
        case 2:
            throw RetryLater(90s, "come back");
        case 3:
            throw Error(ErrorKind::unavailable, "", "the database cannot be reached");
        case 4:
            throw Error(ErrorKind::lost, "", "the connection broke");
        case 5:
            throw Error(ErrorKind::lock_timeout, "55P03", "canceling statement due to lock timeout");
        default:
            throw std::runtime_error("a mishap");
    }
    co_return;
}

}  // namespace

TEST(a_lane_that_has_not_begun_or_was_stopped_takes_nothing_until_it_begins) {
    World world;
    world.start();
    world.runner->stop();
    world.queue.add(1, "test.quick");
    world.runner->wake();
    world.reactor.advance(2s);
    EXPECT_EQ(world.ended, 0);
    world.runner->start();
    world.reactor.advance(2s);
    EXPECT_EQ(world.ended, 1);
    world.runner->stop();
    world.queue.add(2, "test.quick");
    gracy::jobs::LaneSettings settings;
    settings.lane = "test";
    LaneRunner other(world.reactor, world.queue, world.kinds, settings);
    other.wake();
    world.reactor.advance(2s);
    EXPECT_EQ(world.ended, 1);
}

TEST(no_more_jobs_run_at_a_time_than_a_lane_allows) {
    World world;
    for (int i = 1; i <= 10; ++i) {
        world.queue.add(i, "test.quick");
    }
    world.start(3);
    EXPECT_EQ(world.runner->running(), 3u);
    world.reactor.advance(1s);
    EXPECT_EQ(world.queue.finished.size(), 10u);
    EXPECT_EQ(world.most, 3);
    EXPECT(std::ranges::all_of(world.queue.limits, [](std::size_t limit) { return limit >= 1 && limit <= 3; }));
}

TEST(a_lane_is_looked_at_by_itself_and_at_once_when_woken) {
    World world;
    world.start();
    world.queue.add(1, "test.quick");
    world.reactor.advance(500ms);
    EXPECT(world.queue.finished.empty());
    world.runner->wake();
    world.reactor.advance(10ms);
    EXPECT_EQ(world.queue.finished.size(), 1u);
    world.queue.add(2, "test.quick");
    world.reactor.advance(1s);
    world.reactor.advance(10ms);
    EXPECT_EQ(world.queue.finished.size(), 2u);
}

TEST(waking_while_jobs_are_being_taken_looks_again) {
    World world;
    world.queue.delay = 100ms;
    world.start();
    world.queue.add(1, "test.quick");
    world.runner->wake();
    world.reactor.advance(100ms);
    world.queue.add(2, "test.quick");
    world.reactor.advance(400ms);
    EXPECT_EQ(world.queue.finished.size(), 2u);
}

TEST(an_exception_is_settled_by_its_kind) {
    World world;
    world.queue.add(1, "test.fails");
    world.queue.add(2, "test.permanent");
    world.queue.add(3, "test.later");
    world.start(3);
    world.reactor.advance(10ms);
    EXPECT_EQ(world.queue.failed.size(), 3u);
    EXPECT_EQ(world.queue.failed.at(1).why, std::string("a mishap"));
    EXPECT(!world.queue.failed.at(1).permanent && !world.queue.failed.at(1).retry_after);
    EXPECT(world.queue.failed.at(2).permanent);
    EXPECT(world.queue.failed.at(3).retry_after == 90s);
    EXPECT_EQ(world.runner->running(), 0u);
}

TEST(a_database_that_is_away_or_held_by_others_uses_up_no_attempt_and_one_that_a_job_may_have_broken_does) {
    World world;
    world.queue.add(1, "test.away");
    world.queue.add(2, "test.broken");
    world.queue.add(3, "test.away").max_attempts = 1;
    world.queue.add(4, "test.held");
    world.start(4);
    world.reactor.advance(10ms);
    EXPECT(world.queue.failed.at(1).patience.has_value());
    EXPECT(!world.queue.failed.at(2).patience.has_value());
    EXPECT(world.queue.failed.at(4).patience.has_value());
    // At once or not at all.
    EXPECT(!world.queue.failed.at(3).patience.has_value());
}

TEST(a_job_beyond_its_deadline_is_cancelled_and_fails) {
    World world;
    world.queue.add(1, "test.endless");
    world.start();
    world.reactor.advance(59s);
    EXPECT_EQ(world.running, 1);
    world.reactor.advance(1s);
    EXPECT_EQ(world.running, 0);
    EXPECT_EQ(world.queue.failed.at(1).why, std::string("not done after 60 s"));
    EXPECT_EQ(world.runner->running(), 0u);
}

TEST(a_lease_is_renewed_while_its_job_runs) {
    World world;
    world.queue.add(1, "test.slow");
    world.start();
    world.reactor.advance(49s);
    EXPECT_EQ(world.queue.extensions, 4);
    world.reactor.advance(1s);
    EXPECT_EQ(world.queue.finished.size(), 1u);
    const int extensions = world.queue.extensions;
    world.reactor.advance(1min);
    EXPECT_EQ(world.queue.extensions, extensions);
}

TEST(a_job_whose_lease_went_to_another_worker_is_cancelled_and_not_settled) {
    World world;
    world.queue.add(1, "test.slow");
    world.start();
    world.queue.gone.insert(1);
    world.reactor.advance(10s);
    EXPECT_EQ(world.running, 0);
    EXPECT_EQ(world.ended, 1);
    EXPECT(world.queue.finished.empty() && world.queue.failed.empty());
    EXPECT_EQ(world.runner->running(), 0u);
}

TEST(a_job_whose_lease_cannot_be_renewed_is_cancelled_before_another_worker_may_have_it) {
    World world;
    world.queue.add(1, "test.slow");
    world.start();
    world.queue.broken = true;
    world.reactor.advance(29s);
    EXPECT_EQ(world.running, 1);
    world.reactor.advance(2s);
    EXPECT_EQ(world.running, 0);
    EXPECT_EQ(world.runner->running(), 0u);
}

TEST(the_end_of_a_job_is_written_when_the_database_is_back) {
    World world;
    world.queue.add(1, "test.quick");
    world.start();
    world.queue.broken = true;
    world.reactor.advance(5s);
    EXPECT_EQ(world.running, 0);
    EXPECT_EQ(world.runner->running(), 1u);
    EXPECT(world.reactor.holds_shutdown());
    world.queue.broken = false;
    world.reactor.advance(1s);
    EXPECT_EQ(world.queue.finished.size(), 1u);
    EXPECT_EQ(world.runner->running(), 0u);
}

TEST(an_end_that_cannot_be_written_before_the_lease_ends_is_left_to_another_worker) {
    World world;
    world.queue.add(1, "test.quick");
    world.start();
    world.queue.broken = true;
    world.reactor.advance(31s);
    EXPECT_EQ(world.runner->running(), 0u);
    EXPECT(world.queue.finished.empty());
    EXPECT(!world.reactor.holds_shutdown());
}

TEST(a_lane_that_could_not_be_looked_at_is_looked_at_again) {
    World world;
    world.queue.broken = true;
    world.queue.delay = 3s;
    world.start();
    world.queue.add(1, "test.quick");
    world.reactor.advance(10s);
    world.queue.broken = false;
    world.queue.delay = 0ms;
    world.reactor.advance(5s);
    EXPECT_EQ(world.queue.finished.size(), 1u);
}

TEST(a_stopped_lane_takes_nothing_and_holds_the_shutdown_until_its_jobs_end) {
    World world;
    world.queue.add(1, "test.slow");
    world.start(1);
    world.queue.add(2, "test.slow");
    world.runner->stop();
    world.runner->wake();
    world.reactor.advance(49s);
    EXPECT(world.reactor.holds_shutdown());
    world.reactor.advance(2s);
    EXPECT_EQ(world.queue.finished.size(), 1u);
    EXPECT_EQ(world.queue.waiting.size(), 1u);
    EXPECT(!world.reactor.holds_shutdown());
}

TEST(jobs_that_are_just_being_given_to_us_hold_a_shutdown) {
    World world;
    world.queue.delay = 2s;
    world.queue.add(1, "test.quick");
    world.start();
    world.runner->stop();
    EXPECT(world.reactor.holds_shutdown());
    world.reactor.advance(10s);
    EXPECT_EQ(world.queue.finished.size(), 1u);
    EXPECT(!world.reactor.holds_shutdown());
}

TEST(giving_back_cancels_what_runs_and_lets_another_worker_take_it_at_once) {
    World world;
    world.queue.add(1, "test.slow");
    world.queue.add(2, "test.slow");
    world.start();
    world.runner->give_back();
    EXPECT_EQ(world.running, 0);
    world.reactor.advance(0ms);
    EXPECT_EQ(world.queue.given_back.size(), 2u);
    EXPECT(world.queue.failed.empty());
    EXPECT_EQ(world.runner->running(), 0u);
    EXPECT(!world.reactor.holds_shutdown());
}

TEST(destroying_a_runner_cancels_everything) {
    World world;
    world.queue.add(1, "test.slow");
    world.start();
    EXPECT_EQ(world.running, 1);
    world.runner.reset();
    EXPECT_EQ(world.running, 0);
    world.reactor.advance(1min);
    EXPECT(world.queue.finished.empty());
}
