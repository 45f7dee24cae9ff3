// Pump, Sleep and OffloadedCall on the manual reactor.
#include "io/pump.hpp"
#include "io/inline_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "io/thread_offload.hpp"
#include "test.hpp"

#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using gracy::base::Task;
using gracy::io::InlineOffload;
using gracy::io::ManualReactor;
using gracy::io::Offload;
using gracy::io::OffloadedCall;
using gracy::io::OffloadFull;
using gracy::io::Pump;
using gracy::io::Reactor;
using gracy::io::Sleep;
using gracy::io::ThreadOffload;
using std::chrono::milliseconds;

namespace {

Task<void> log_and_sleep(Reactor& reactor, std::vector<std::string>& log) {
    log.push_back("begin");
    co_await Sleep(reactor, milliseconds(50));
    log.push_back("end");
}

Task<void> throw_after(Reactor& reactor, milliseconds delay) {
    co_await Sleep(reactor, delay);
    throw std::runtime_error("it failed");
}

struct Guard {
    explicit Guard(int& count) : left(count) {}
    Guard(const Guard&) = delete;
    ~Guard() { ++left; }
    int& left;
};

Task<void> guarded_sleep(Reactor& reactor, int& left) {
    const Guard guard(left);
    co_await Sleep(reactor, milliseconds(50));
}

Task<void> sleep_within(Reactor& reactor, int& left) {
    const Guard guard(left);
    co_await guarded_sleep(reactor, left);
}

Task<void> add(Offload& offload, int left, int right, int& result) {
    result = co_await OffloadedCall(offload, [left, right] { return left + right; });
}

Task<void> work_that_throws(Offload& offload) {
    co_await OffloadedCall(offload, []() -> int { throw std::runtime_error("on the thread"); });
}

Task<void> work_of(Offload& offload, std::shared_ptr<std::atomic<int>> state, std::thread::id& ran_on) {
    ran_on = co_await OffloadedCall(offload, [state] {
        *state = 1;
        while (*state != 2) {
            std::this_thread::yield();
        }
        return std::this_thread::get_id();
    });
}

struct Outcome {
    bool told = false;
    std::exception_ptr failure;
    Pump::Done receiver() {
        return [this](std::exception_ptr exception) {
            told = true;
            failure = exception;
        };
    }
    std::string what() const {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& exception) {
            return exception.what();
        }
    }
};

}  // namespace

TEST(a_pump_begins_later_in_the_turn_and_tells_its_end_once) {
    ManualReactor reactor;
    std::vector<std::string> log;
    Outcome outcome;
    Pump pump(reactor, log_and_sleep(reactor, log), outcome.receiver());
    pump.start();
    EXPECT(log.empty());
    reactor.turn();
    EXPECT_EQ(log.size(), 1u);
    reactor.advance(milliseconds(49));
    EXPECT(!outcome.told);
    reactor.advance(milliseconds(1));
    EXPECT_EQ(log.back(), std::string("end"));
    EXPECT(outcome.told);
    EXPECT(!outcome.failure);
}

TEST(a_pump_hands_over_the_exception_that_ended_its_task) {
    ManualReactor reactor;
    Outcome outcome;
    Pump pump(reactor, throw_after(reactor, milliseconds(10)), outcome.receiver());
    pump.start();
    reactor.advance(milliseconds(10));
    EXPECT(outcome.told);
    EXPECT_EQ(outcome.what(), std::string("it failed"));
}

TEST(a_sleep_of_nothing_does_not_wait) {
    ManualReactor reactor;
    Outcome outcome;
    Pump pump(reactor, throw_after(reactor, milliseconds(0)), outcome.receiver());
    pump.start();
    reactor.turn();
    EXPECT(outcome.told);
}

TEST(destroying_a_pump_cancels_what_it_waits_for) {
    ManualReactor reactor;
    int left = 0;
    Outcome outcome;
    auto pump = std::make_unique<Pump>(reactor, sleep_within(reactor, left), outcome.receiver());
    pump->start();
    reactor.turn();
    EXPECT_EQ(reactor.timers(), 1u);
    EXPECT_EQ(left, 0);
    pump.reset();
    EXPECT_EQ(left, 2);
    EXPECT_EQ(reactor.timers(), 0u);
    reactor.advance(milliseconds(100));
    EXPECT(!outcome.told);
}

TEST(a_pump_destroyed_between_ready_and_its_turn_is_not_resumed) {
    ManualReactor reactor;
    std::vector<std::string> log;
    auto pump = std::make_unique<Pump>(reactor, log_and_sleep(reactor, log), [](std::exception_ptr) {});
    pump->start();
    pump.reset();
    reactor.turn();
    EXPECT(log.empty());
}

TEST(the_receiver_of_the_end_may_destroy_the_pump) {
    ManualReactor reactor;
    std::unique_ptr<Pump> pump;
    std::vector<std::string> log;
    pump = std::make_unique<Pump>(reactor, log_and_sleep(reactor, log), [&pump](std::exception_ptr) { pump.reset(); });
    pump->start();
    reactor.turn();
    reactor.advance(milliseconds(50));
    EXPECT(pump == nullptr);
    EXPECT_EQ(log.size(), 2u);
}

TEST(offloaded_work_returns_its_result_or_its_exception) {
    ManualReactor reactor;
    InlineOffload offload(reactor);
    int result = 0;
    Outcome added;
    Pump adding(reactor, add(offload, 2, 3, result), added.receiver());
    adding.start();
    Outcome thrown;
    Pump throwing(reactor, work_that_throws(offload), thrown.receiver());
    throwing.start();
    reactor.turn();
    EXPECT_EQ(result, 5);
    EXPECT(added.told && !added.failure);
    EXPECT_EQ(thrown.what(), std::string("on the thread"));
}

TEST(a_full_offload_throws_in_the_one_who_asked) {
    ManualReactor reactor;
    InlineOffload offload(reactor, 0);
    int result = 0;
    Outcome outcome;
    Pump pump(reactor, add(offload, 2, 3, result), outcome.receiver());
    pump.start();
    reactor.turn();
    EXPECT(outcome.told);
    EXPECT_THROW(OffloadFull, std::rethrow_exception(outcome.failure));
}

TEST(work_runs_on_another_thread_and_ends_on_the_loops) {
    ManualReactor reactor(ManualReactor::Time::real);
    ThreadOffload offload(reactor, 1, 4);
    const auto state = std::make_shared<std::atomic<int>>(2);
    std::thread::id ran_on;
    Outcome outcome;
    *state = 0;
    Pump pump(reactor, work_of(offload, state, ran_on), outcome.receiver());
    pump.start();
    EXPECT(reactor.run_until([&] { return *state == 1; }));
    EXPECT(!outcome.told);
    *state = 2;
    EXPECT(reactor.run_until([&] { return outcome.told; }));
    EXPECT(ran_on != std::thread::id() && ran_on != std::this_thread::get_id());
}

TEST(work_outlives_whoever_asked_for_it) {
    ManualReactor reactor(ManualReactor::Time::real);
    ThreadOffload offload(reactor, 1, 4);
    const auto state = std::make_shared<std::atomic<int>>(0);
    std::thread::id ran_on;
    Outcome cancelled;
    auto pump = std::make_unique<Pump>(reactor, work_of(offload, state, ran_on), cancelled.receiver());
    pump->start();
    EXPECT(reactor.run_until([&] { return *state == 1; }));
    pump.reset();
    *state = 2;
    int result = 0;
    Outcome after;
    Pump next(reactor, add(offload, 20, 22, result), after.receiver());
    next.start();
    EXPECT(reactor.run_until([&] { return after.told; }));
    EXPECT_EQ(result, 42);
    EXPECT(!cancelled.told);
    EXPECT(ran_on == std::thread::id());
}

TEST(a_thread_offload_refuses_what_its_queue_cannot_hold) {
    ManualReactor reactor(ManualReactor::Time::real);
    ThreadOffload offload(reactor, 1, 1);
    const auto state = std::make_shared<std::atomic<int>>(0);
    std::thread::id ran_on;
    Outcome busy;
    Pump first(reactor, work_of(offload, state, ran_on), busy.receiver());
    first.start();
    EXPECT(reactor.run_until([&] { return *state == 1; }));
    int result = 0;
    Outcome queued;
    Pump second(reactor, add(offload, 1, 1, result), queued.receiver());
    second.start();
    Outcome refused;
    Pump third(reactor, add(offload, 1, 1, result), refused.receiver());
    third.start();
    reactor.turn();
    EXPECT(refused.told);
    EXPECT_THROW(OffloadFull, std::rethrow_exception(refused.failure));
    *state = 2;
    EXPECT(reactor.run_until([&] { return queued.told && busy.told; }));
    EXPECT_EQ(result, 2);
}

TEST(a_thread_offload_stops_at_once_when_nothing_runs) {
    ManualReactor reactor(ManualReactor::Time::real);
    ThreadOffload offload(reactor, 2, 4);
    EXPECT(offload.stop(std::chrono::seconds(5)));
    EXPECT_EQ(offload.waiting(), 0u);
}

TEST(a_thread_offload_does_not_wait_longer_than_it_may) {
    ManualReactor reactor(ManualReactor::Time::real);
    // Not destroyed before its thread has left, as its contract says.
    auto offload = std::make_unique<ThreadOffload>(reactor, 1, 4);
    const auto state = std::make_shared<std::atomic<int>>(0);
    const auto left = std::make_shared<std::atomic<bool>>(false);
    EXPECT(offload->submit(
        [state, left] {
            *state = 1;
            while (*state != 2) {
                std::this_thread::yield();
            }
            *left = true;
        },
        [] {}));
    while (*state != 1) {
        std::this_thread::yield();
    }
    EXPECT(!offload->stop(std::chrono::milliseconds(20)));
    *state = 2;
    while (!*left) {
        std::this_thread::yield();
    }
    // Reachable, because the thread may still be on its last lines.
    static ThreadOffload* let_go = nullptr;
    let_go = offload.release();
    EXPECT(let_go != nullptr);
}

TEST(a_thread_offload_leaves_signals_to_the_loop) {
    ManualReactor reactor(ManualReactor::Time::real);
    ThreadOffload offload(reactor, 1, 4);
    std::atomic<int> blocked = -1;
    EXPECT(offload.submit(
        [&blocked] {
            sigset_t mask;
            pthread_sigmask(SIG_SETMASK, nullptr, &mask);
            blocked = sigismember(&mask, SIGQUIT) + sigismember(&mask, SIGCHLD);
        },
        [] {}));
    while (blocked == -1) {
        std::this_thread::yield();
    }
    EXPECT_EQ(blocked.load(), 2);
}

TEST(many_pumps_finish_in_one_turn) {
    ManualReactor reactor;
    InlineOffload offload(reactor);
    std::vector<std::unique_ptr<Pump>> pumps;
    std::vector<int> results(1000);
    int told = 0;
    for (int i = 0; i < 1000; ++i) {
        pumps.push_back(std::make_unique<Pump>(reactor, add(offload, i, i, results[static_cast<std::size_t>(i)]),
                                               [&told](std::exception_ptr) { ++told; }));
        pumps.back()->start();
    }
    reactor.turn();
    EXPECT_EQ(told, 1000);
    EXPECT_EQ(results[999], 1998);
}
