#include "io/manual_reactor.hpp"
#include "test.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <string>
#include <vector>

using gracy::io::AtShutdown;
using gracy::io::Interest;
using gracy::io::ManualReactor;
using gracy::io::Timer;
using gracy::io::Watch;
using std::chrono::milliseconds;

namespace {

/// A connected pair of sockets.
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
            close(ends_[end]);
            ends_[end] = -1;
        }
    }
    void send(std::string_view text) const {
        if (write(ends_[0], text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            throw std::runtime_error("write");
        }
    }
    std::string receive() const {
        std::array<char, 64> buffer{};
        const ssize_t got = read(ends_[1], buffer.data(), buffer.size());
        return std::string(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

}  // namespace

TEST(a_watch_reports_a_condition_as_long_as_it_lasts) {
    ManualReactor reactor;
    const Pair pair;
    int told = 0;
    const auto watch = reactor.watch(pair[1], [&](Interest ready) {
        EXPECT_EQ(ready, Interest::read);
        ++told;
    });
    reactor.turn();
    pair.send("x");
    reactor.turn();
    EXPECT_EQ(told, 0);
    watch->want(Interest::read);
    reactor.turn();
    reactor.turn();
    EXPECT_EQ(told, 2);
    EXPECT_EQ(pair.receive(), std::string("x"));
    reactor.turn();
    EXPECT_EQ(told, 2);
}

TEST(a_watch_survives_the_closing_of_what_it_watches) {
    ManualReactor reactor;
    Pair pair;
    int told = 0;
    const auto watch = reactor.watch(pair[1], [&](Interest) { ++told; });
    watch->want(Interest::read);
    pair.send("x");
    pair.close_end(1);
    reactor.turn();
    EXPECT_EQ(told, 1);
}

TEST(a_watch_that_wants_nothing_hears_nothing_even_of_a_hangup) {
    ManualReactor reactor;
    Pair pair;
    int told = 0;
    const auto watch = reactor.watch(pair[1], [&](Interest) { ++told; });
    watch->want(Interest::read_write);
    watch->want(Interest::none);
    pair.close_end(0);
    reactor.turn();
    EXPECT_EQ(told, 0);
    watch->want(Interest::read_write);
    reactor.turn();
    EXPECT_EQ(told, 1);
}

TEST(a_watch_destroyed_by_an_earlier_callback_of_the_turn_is_silent) {
    ManualReactor reactor;
    const Pair first;
    const Pair second;
    first.send("x");
    second.send("x");
    int told = 0;
    std::array<std::unique_ptr<Watch>, 2> watches;
    const auto end_both = [&] {
        ++told;
        watches[0].reset();
        watches[1].reset();
    };
    watches[0] = reactor.watch(first[1], [&](Interest) { end_both(); });
    watches[1] = reactor.watch(second[1], [&](Interest) { end_both(); });
    watches[0]->want(Interest::read);
    watches[1]->want(Interest::read);
    reactor.turn();
    reactor.turn();
    EXPECT_EQ(told, 1);
    EXPECT_EQ(reactor.watches(), 0u);
}

TEST(watching_a_closed_descriptor_is_an_error) {
    ManualReactor reactor;
    EXPECT_THROW(std::system_error, reactor.watch(-1, [](Interest) {}));
}

TEST(timers_fire_in_the_order_of_their_times_when_time_is_moved) {
    ManualReactor reactor;
    std::vector<int> fired;
    const auto late = reactor.timer(AtShutdown::ignores, [&] { fired.push_back(30); });
    const auto early = reactor.timer(AtShutdown::ignores, [&] { fired.push_back(10); });
    const auto same = reactor.timer(AtShutdown::ignores, [&] { fired.push_back(11); });
    late->start(milliseconds(30));
    early->start(milliseconds(10));
    same->start(milliseconds(10));
    reactor.advance(milliseconds(9));
    EXPECT(fired.empty());
    reactor.advance(milliseconds(100));
    EXPECT(fired == std::vector<int>({10, 11, 30}));
    reactor.advance(milliseconds(100));
    EXPECT_EQ(fired.size(), 3u);
}

TEST(a_restarted_timer_forgets_its_first_time) {
    ManualReactor reactor;
    int fired = 0;
    const auto timer = reactor.timer(AtShutdown::ignores, [&] { ++fired; });
    timer->start(milliseconds(10));
    reactor.advance(milliseconds(5));
    timer->start(milliseconds(10));
    reactor.advance(milliseconds(9));
    EXPECT_EQ(fired, 0);
    reactor.advance(milliseconds(1));
    EXPECT_EQ(fired, 1);
    timer->start(milliseconds(10));
    timer->stop();
    reactor.advance(milliseconds(20));
    EXPECT_EQ(fired, 1);
}

TEST(a_timer_may_start_or_destroy_itself_when_it_fires) {
    ManualReactor reactor;
    int fired = 0;
    std::unique_ptr<Timer> timer;
    timer = reactor.timer(AtShutdown::ignores, [&] {
        if (++fired < 3) {
            timer->start(milliseconds(10));
        } else {
            timer.reset();
        }
    });
    timer->start(milliseconds(10));
    reactor.advance(milliseconds(100));
    EXPECT_EQ(fired, 3);
    EXPECT_EQ(reactor.timers(), 0u);
}

TEST(a_timer_started_with_no_delay_by_its_own_callback_waits_for_the_next_turn) {
    ManualReactor reactor;
    int fired = 0;
    std::unique_ptr<Timer> timer;
    timer = reactor.timer(AtShutdown::ignores, [&] {
        ++fired;
        timer->start(milliseconds(0));
    });
    timer->start(milliseconds(0));
    reactor.turn();
    EXPECT_EQ(fired, 1);
    reactor.turn();
    EXPECT_EQ(fired, 2);
}

TEST(only_a_waiting_timer_that_runs_holds_a_shutdown) {
    ManualReactor reactor;
    const auto ignores = reactor.timer(AtShutdown::ignores, [] {});
    const auto waits = reactor.timer(AtShutdown::waits, [] {});
    ignores->start(milliseconds(10));
    EXPECT(!reactor.holds_shutdown());
    waits->start(milliseconds(10));
    EXPECT(reactor.holds_shutdown());
    reactor.advance(milliseconds(10));
    EXPECT(!reactor.holds_shutdown());
}

TEST(deferred_work_runs_once_a_turn_and_what_it_schedules_runs_in_the_same) {
    ManualReactor reactor;
    std::vector<std::string> log;
    std::unique_ptr<gracy::io::Deferred> second;
    const auto first = reactor.deferred([&] {
        log.push_back("first");
        second->schedule();
    });
    second = reactor.deferred([&] { log.push_back("second"); });
    first->schedule();
    first->schedule();
    EXPECT(log.empty());
    EXPECT_EQ(reactor.turn(milliseconds(1000)), 2u);
    EXPECT(log == std::vector<std::string>({"first", "second"}));
    EXPECT_EQ(reactor.turn(), 0u);
}

TEST(deferred_work_destroyed_before_it_runs_never_runs) {
    ManualReactor reactor;
    int ran = 0;
    auto deferred = reactor.deferred([&] { ++ran; });
    deferred->schedule();
    deferred.reset();
    reactor.turn();
    EXPECT_EQ(ran, 0);
}

TEST(deferred_work_may_destroy_itself) {
    ManualReactor reactor;
    std::unique_ptr<gracy::io::Deferred> deferred;
    std::string long_enough_to_be_on_the_heap = "a capture that must live as long as the work runs";
    std::string seen;
    deferred = reactor.deferred([&, text = long_enough_to_be_on_the_heap] {
        deferred.reset();
        seen = text;
    });
    deferred->schedule();
    reactor.turn();
    EXPECT_EQ(seen, long_enough_to_be_on_the_heap);
}

TEST(handles_may_outlive_the_reactor) {
    auto reactor = std::make_unique<ManualReactor>();
    const Pair pair;
    const auto watch = reactor->watch(pair[1], [](Interest) {});
    const auto timer = reactor->timer(AtShutdown::waits, [] {});
    const auto deferred = reactor->deferred([] {});
    reactor.reset();
    watch->want(Interest::read);
    timer->start(milliseconds(1));
    deferred->schedule();
}

TEST(real_time_flows) {
    ManualReactor reactor(ManualReactor::Time::real);
    bool fired = false;
    const auto timer = reactor.timer(AtShutdown::ignores, [&] { fired = true; });
    const auto before = reactor.now();
    timer->start(milliseconds(20));
    EXPECT(reactor.run_until([&] { return fired; }));
    EXPECT(reactor.now() - before >= milliseconds(20));
    EXPECT(!reactor.run_until([] { return false; }, milliseconds(30)));
}
