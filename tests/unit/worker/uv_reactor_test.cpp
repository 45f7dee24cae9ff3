#include "worker/uv_reactor.hpp"
#include "io/pump.hpp"
#include "io/sleep.hpp"
#include "test.hpp"
#include "worker/uv_offload.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <thread>
#include <vector>

using gracy::base::Task;
using gracy::io::AtShutdown;
using gracy::io::Interest;
using gracy::io::OffloadedCall;
using gracy::io::Pump;
using gracy::io::Sleep;
using gracy::io::Timer;
using gracy::io::Watch;
using gracy::worker::UvOffload;
using gracy::worker::UvReactor;
using namespace std::chrono_literals;

namespace {

class Pair {
  public:
    Pair() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends_.data()) != 0) {
            throw std::runtime_error("socketpair");
        }
    }
    Pair(const Pair&) = delete;
    ~Pair() {
        close_end(0);
        close_end(1);
    }
    int operator[](std::size_t end) const { return ends_[end]; }
    void close_end(std::size_t end) {
        if (ends_[end] >= 0) {
            close(std::exchange(ends_[end], -1));
        }
    }
    void send(std::string_view text) const {
        if (write(ends_[0], text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            throw std::runtime_error("write");
        }
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

/// Runs the loop until it is stopped, for at most two seconds.
void run(UvReactor& reactor) {
    const auto limit = reactor.timer(AtShutdown::ignores, [&reactor] { reactor.stop(0ms); });
    limit->start(2s);
    reactor.run();
}

Task<void> sleep_and_add(UvReactor& reactor, UvOffload& offload, int& result) {
    co_await Sleep(reactor, 5ms);
    result = co_await OffloadedCall(offload, [] { return 42; });
}

}  // namespace

TEST(a_uv_watch_is_level_triggered_and_of_a_duplicate) {
    UvReactor reactor;
    Pair pair;
    int told = 0;
    std::unique_ptr<Watch> watch;
    watch = reactor.watch(pair[1], [&](Interest ready) {
        EXPECT_EQ(ready, Interest::read);
        if (++told == 3) {
            watch->want(Interest::none);
            reactor.stop(10ms);
        }
    });
    watch->want(Interest::read);
    pair.send("not read by anybody");
    pair.close_end(1);
    run(reactor);
    EXPECT_EQ(told, 3);
}

TEST(a_uv_watch_reports_writing_and_a_hangup) {
    UvReactor reactor;
    Pair pair;
    std::vector<Interest> told;
    std::unique_ptr<Watch> watch;
    watch = reactor.watch(pair[1], [&](Interest ready) {
        told.push_back(ready);
        if (told.size() == 1) {
            watch->want(Interest::read);
            pair.close_end(0);
        } else {
            reactor.stop(0ms);
        }
    });
    watch->want(Interest::read_write);
    run(reactor);
    EXPECT(told.size() >= 2);
    EXPECT_EQ(told[0], Interest::write);
    EXPECT_EQ(told[1], Interest::read);
}

TEST(a_uv_watch_goes_on_reporting_an_error_as_long_as_it_lasts) {
    UvReactor reactor;
    // The writing end of a pipe nobody reads is in error: epoll reports that without being asked, alone.
    std::array<int, 2> pipe{};
    EXPECT_EQ(pipe2(pipe.data(), O_NONBLOCK | O_CLOEXEC), 0);
    close(pipe[0]);
    int told = 0;
    const auto watch = reactor.watch(pipe[1], [&](Interest ready) {
        EXPECT_EQ(ready, Interest::write);
        if (++told == 3) {
            reactor.stop(0ms);
        }
    });
    watch->want(Interest::write);
    run(reactor);
    close(pipe[1]);
    EXPECT(told >= 3);
}

TEST(a_uv_watch_may_be_destroyed_by_its_own_callback_or_anothers) {
    UvReactor reactor;
    const Pair first;
    const Pair second;
    first.send("x");
    second.send("x");
    std::array<std::unique_ptr<Watch>, 2> watches;
    int told = 0;
    const auto end_both = [&](Interest) {
        ++told;
        watches[0].reset();
        watches[1].reset();
        reactor.stop(10ms);
    };
    watches[0] = reactor.watch(first[1], end_both);
    watches[1] = reactor.watch(second[1], end_both);
    watches[0]->want(Interest::read);
    watches[1]->want(Interest::read);
    run(reactor);
    EXPECT_EQ(told, 1);
}

TEST(watching_what_epoll_cannot_is_an_error) {
    UvReactor reactor;
    EXPECT_THROW(std::system_error, reactor.watch(-1, [](Interest) {}));
    const int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    EXPECT_THROW(std::system_error, reactor.watch(file, [](Interest) {}));
    close(file);
}

TEST(a_delay_counts_from_now_and_not_from_the_turns_beginning) {
    UvReactor reactor;
    std::chrono::milliseconds waited{0};
    std::unique_ptr<Timer> second;
    std::chrono::steady_clock::time_point started;
    second = reactor.timer(AtShutdown::ignores, [&] {
        waited = std::chrono::duration_cast<std::chrono::milliseconds>(reactor.now() - started);
        reactor.stop(0ms);
    });
    const auto first = reactor.timer(AtShutdown::ignores, [&] {
        std::this_thread::sleep_for(40ms);
        started = reactor.now();
        second->start(30ms);
    });
    first->start(0ms);
    run(reactor);
    EXPECT(waited >= 29ms);
}

TEST(deferred_work_runs_before_the_loop_waits_whoever_schedules_it) {
    UvReactor reactor;
    const Pair pair;
    std::vector<std::string> log;
    const auto began = reactor.now();
    const auto last = reactor.deferred([&] {
        log.push_back("last");
        reactor.stop(0ms);
    });
    const auto from_watch = reactor.deferred([&] {
        log.push_back("from watch");
        last->schedule();
    });
    const auto watch = reactor.watch(pair[1], [&](Interest) {
        char byte = 0;
        static_cast<void>(read(pair[1], &byte, 1));
        from_watch->schedule();
    });
    watch->want(Interest::read);
    const auto from_timer = reactor.deferred([&] {
        log.push_back("from timer");
        pair.send("x");
    });
    const auto timer = reactor.timer(AtShutdown::ignores, [&] { from_timer->schedule(); });
    const auto before = reactor.deferred([&] {
        log.push_back("before the loop");
        timer->start(0ms);
    });
    before->schedule();
    run(reactor);
    EXPECT(log == std::vector<std::string>({"before the loop", "from timer", "from watch", "last"}));
    EXPECT(reactor.now() - began < 1s);
}

TEST(a_stop_waits_for_timers_that_hold_it_and_for_no_others) {
    UvReactor reactor;
    const auto ignored = reactor.timer(AtShutdown::ignores, [] {});
    ignored->start(1h);
    bool fired = false;
    const auto holds = reactor.timer(AtShutdown::waits, [&] { fired = true; });
    holds->start(30ms);
    reactor.stop(1s);
    const auto began = reactor.now();
    run(reactor);
    EXPECT(fired);
    EXPECT(!reactor.abandoned_work());
    EXPECT(reactor.now() - began < 500ms);
}

TEST(a_stop_ends_with_its_limit_whatever_still_runs) {
    UvReactor reactor;
    const auto holds = reactor.timer(AtShutdown::waits, [] {});
    holds->start(1h);
    reactor.stop(30ms);
    reactor.stop(1h);
    run(reactor);
    EXPECT(reactor.abandoned_work());
}

TEST(destroying_a_timer_that_holds_a_stop_lets_it_go) {
    UvReactor reactor;
    auto holds = reactor.timer(AtShutdown::waits, [] {});
    holds->start(1h);
    const auto other = reactor.timer(AtShutdown::ignores, [&] { holds.reset(); });
    other->start(20ms);
    reactor.stop(1500ms);
    run(reactor);
    EXPECT(!reactor.abandoned_work());
}

TEST(coroutines_sleep_and_offload_on_the_uv_loop) {
    UvReactor reactor;
    UvOffload offload(reactor, 4);
    int result = 0;
    Pump pump(reactor, sleep_and_add(reactor, offload, result), [&](std::exception_ptr) { reactor.stop(0ms); });
    pump.start();
    run(reactor);
    EXPECT_EQ(result, 42);
}

TEST(the_uv_offload_refuses_what_exceeds_its_limit) {
    UvReactor reactor;
    UvOffload offload(reactor, 2);
    std::atomic<bool> leave = false;
    int ended = 0;
    const auto wait = [&leave] {
        while (!leave) {
            std::this_thread::sleep_for(1ms);
        }
    };
    const auto done = [&] {
        if (++ended == 2) {
            reactor.stop(0ms);
        }
    };
    EXPECT(offload.submit(wait, done));
    EXPECT(offload.submit(wait, done));
    EXPECT(!offload.submit(wait, done));
    leave = true;
    run(reactor);
    EXPECT_EQ(ended, 2);
    EXPECT(offload.submit([] {}, [] {}));
}

TEST(offloaded_work_whose_offload_is_gone_tells_no_end) {
    bool told = false;
    std::atomic<bool> ran = false;
    {
        UvReactor reactor;
        {
            UvOffload offload(reactor, 2);
            EXPECT(offload.submit([&] { ran = true; }, [&] { told = true; }));
        }
    }
    EXPECT(ran);
    EXPECT(!told);
}
