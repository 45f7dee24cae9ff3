#include "jobs/counting_queue.hpp"
#include "fake_queue.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "test.hpp"

using gracy::jobs::CountingQueue;
using gracy::jobs::Counts;
using gracy::jobs::JobFailure;
using namespace std::chrono_literals;

namespace {

struct World {
    gracy::io::ManualReactor reactor;
    FakeQueue queue{reactor};
    Counts counts;
    CountingQueue counting{queue, counts};

    /// Runs it to its end; true when it threw.
    bool fails(gracy::base::Task<void> task) {
        std::exception_ptr failure;
        gracy::io::Pump pump(reactor, std::move(task), [&failure](std::exception_ptr thrown) { failure = thrown; });
        pump.start();
        for (int turn = 0; turn < 10; ++turn) {
            reactor.turn();
        }
        return failure != nullptr;
    }
};

gracy::base::Task<void> live(CountingQueue& queue) {
    co_await queue.take("bulk", {"a.done", "a.failed", "a.lost", "a.stopped"}, 4, 60s);
    co_await queue.give_back(4);
    co_await queue.finish(1);
    co_await queue.fail(2, JobFailure{"no", std::nullopt, true});
    co_await queue.finish(3);
}

gracy::base::Task<void> take(CountingQueue& queue) {
    co_await queue.take("bulk", {"a.done"}, 4, 60s);
}

}  // namespace

TEST(runs_are_counted_by_kind_and_how_they_ended) {
    World world;
    world.queue.add(1, "a.done");
    world.queue.add(2, "a.failed");
    world.queue.add(3, "a.lost");
    world.queue.add(4, "a.stopped");
    world.queue.gone.insert(3);
    EXPECT(!world.fails(live(world.counting)));
    EXPECT_EQ(world.counts.runs["a.done"].done, 1u);
    EXPECT_EQ(world.counts.runs["a.failed"].failed + world.counts.runs["a.failed"].dead, 1u);
    EXPECT_EQ(world.counts.runs["a.lost"].lost, 1u);
    EXPECT_EQ(world.counts.runs["a.stopped"].given_back, 1u);
    EXPECT_EQ(world.counts.runs.size(), 4u);
    EXPECT(world.counts.trouble.empty());
}

TEST(a_queue_that_does_not_answer_is_counted_by_what_was_asked) {
    World world;
    world.queue.broken = true;
    EXPECT(world.fails(take(world.counting)));
    EXPECT_EQ(world.counts.trouble["take"], 1u);
}
