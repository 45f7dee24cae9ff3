#include "documents/backlog.hpp"

#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "test.hpp"

#include <stdexcept>

using namespace gracy;
using namespace std::chrono_literals;

namespace {

base::Task<void> count_after(io::Reactor& reactor, std::chrono::milliseconds delay, int& count) {
    co_await io::Sleep(reactor, delay);
    ++count;
}

base::Task<void> fail() {
    throw std::runtime_error("it went wrong");
    co_return;
}

}  // namespace

TEST(backlog_runs_tasks_on_their_own) {
    io::ManualReactor reactor;
    documents::Backlog backlog(reactor, 8);
    int count = 0;
    EXPECT(backlog.add(count_after(reactor, 10ms, count)));
    EXPECT(backlog.add(count_after(reactor, 20ms, count)));
    EXPECT_EQ(backlog.size(), std::size_t{2});
    EXPECT_EQ(count, 0);
    reactor.advance(15ms);
    EXPECT_EQ(count, 1);
    EXPECT_EQ(backlog.size(), std::size_t{1});
    reactor.advance(15ms);
    EXPECT_EQ(count, 2);
    EXPECT_EQ(backlog.size(), std::size_t{0});
}

TEST(backlog_refuses_what_is_beyond_its_capacity) {
    io::ManualReactor reactor;
    documents::Backlog backlog(reactor, 1);
    int count = 0;
    EXPECT(backlog.add(count_after(reactor, 10ms, count)));
    EXPECT(!backlog.add(count_after(reactor, 10ms, count)));
    reactor.advance(20ms);
    EXPECT_EQ(count, 1);
    EXPECT(backlog.add(count_after(reactor, 10ms, count)));
    reactor.advance(20ms);
    EXPECT_EQ(count, 2);
}

TEST(task_that_throws_leaves_the_backlog) {
    io::ManualReactor reactor;
    documents::Backlog backlog(reactor, 1);
    EXPECT(backlog.add(fail()));
    reactor.turn();
    EXPECT_EQ(backlog.size(), std::size_t{0});
}

TEST(backlog_that_is_destroyed_cancels_its_tasks) {
    io::ManualReactor reactor;
    int count = 0;
    {
        documents::Backlog backlog(reactor, 1);
        EXPECT(backlog.add(count_after(reactor, 10ms, count)));
        reactor.turn();
    }
    reactor.advance(20ms);
    EXPECT_EQ(count, 0);
    EXPECT_EQ(reactor.timers(), std::size_t{0});
}
