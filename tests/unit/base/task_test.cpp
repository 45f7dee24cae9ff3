// Task without a loop: laziness, results, exceptions, cancellation, and chains that complete at once.
#include "base/task.hpp"
#include "test.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using gracy::base::Task;

namespace {

/// Resumes what it is handed when the test says so.
class ManualRunner final : public gracy::base::Runner {
  public:
    void ready(std::coroutine_handle<> waiting) noexcept override { next = waiting; }
    void run() {
        while (next) {
            std::exchange(next, nullptr).resume();
        }
    }
    std::coroutine_handle<> next;
};

template <class T>
T run(Task<T> task) {
    ManualRunner runner;
    task.start(runner).resume();
    runner.run();
    return task.take();
}

/// Suspends the chain until somebody calls its runner.
struct Suspend {
    explicit Suspend(std::coroutine_handle<>& handle) : where(handle) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) noexcept {
        where = waiting;
    }
    void await_resume() const noexcept {}
    std::coroutine_handle<>& where;
};

struct Leaving {
    Leaving(std::vector<std::string>& log, std::string name) : log_(log), name_(std::move(name)) {}
    Leaving(const Leaving&) = delete;
    ~Leaving() { log_.push_back(name_); }
    std::vector<std::string>& log_;
    std::string name_;
};

Task<int> answer() {
    co_return 42;
}

Task<int> twice() {
    const int first = co_await answer();
    co_return first + co_await answer();
}

Task<void> mark(bool& ran) {
    ran = true;
    co_return;
}

Task<int> fails() {
    throw std::runtime_error("no");
    co_return 1;
}

Task<std::string> recovers() {
    try {
        co_await fails();
    } catch (const std::runtime_error& error) {
        co_return error.what();
    }
    co_return "nothing was thrown";
}

Task<std::unique_ptr<int>> move_only() {
    co_return std::make_unique<int>(7);
}

Task<int> unwrap() {
    const auto pointer = co_await move_only();
    co_return *pointer;
}

Task<void> inner(std::vector<std::string>& log, std::coroutine_handle<>& where) {
    const Leaving leaving(log, "inner");
    co_await Suspend(where);
    log.push_back("resumed");
}

Task<void> middle(std::vector<std::string>& log, std::coroutine_handle<>& where) {
    const Leaving leaving(log, "middle");
    co_await inner(log, where);
}

Task<void> outer(std::vector<std::string>& log, std::coroutine_handle<>& where) {
    const Leaving leaving(log, "outer");
    co_await middle(log, where);
}

Task<long> one() {
    co_return 1;
}

Task<long> sum(long count) {
    long total = 0;
    for (long i = 0; i < count; ++i) {
        total += co_await one();
    }
    co_return total;
}

Task<long> nested(long depth) {
    if (depth == 0) {
        co_return 0;
    }
    co_return 1 + co_await nested(depth - 1);
}

Task<long> throws_at(long depth) {
    if (depth == 0) {
        throw std::runtime_error("deep");
    }
    co_return co_await throws_at(depth - 1);
}

Task<long> throws_often(long count) {
    long caught = 0;
    for (long i = 0; i < count; ++i) {
        try {
            co_await fails();
        } catch (const std::runtime_error&) {
            ++caught;
        }
    }
    co_return caught;
}

}  // namespace

TEST(task_runs_only_when_it_is_awaited) {
    bool ran = false;
    {
        const auto never = mark(ran);
        EXPECT(never);
    }
    EXPECT(!ran);
    run(mark(ran));
    EXPECT(ran);
}

TEST(task_returns_its_result) {
    EXPECT_EQ(run(twice()), 84);
    EXPECT_EQ(run(unwrap()), 7);
}

TEST(task_hands_exceptions_to_the_awaiter) {
    EXPECT_EQ(run(recovers()), std::string("no"));
    EXPECT_THROW(std::runtime_error, run(twice()) + run(fails()));
    EXPECT_EQ(run(throws_often(1000)), 1000);
}

TEST(destroying_a_suspended_task_destroys_the_chain_from_the_inside) {
    std::vector<std::string> log;
    std::coroutine_handle<> where;
    ManualRunner runner;
    {
        auto task = outer(log, where);
        task.start(runner).resume();
        EXPECT(where);
        EXPECT(log.empty());
    }
    EXPECT_EQ(log.size(), 3u);
    EXPECT_EQ(log[0], std::string("inner"));
    EXPECT_EQ(log[1], std::string("middle"));
    EXPECT_EQ(log[2], std::string("outer"));
}

TEST(resuming_the_innermost_task_finishes_the_chain) {
    std::vector<std::string> log;
    std::coroutine_handle<> where;
    ManualRunner runner;
    auto task = outer(log, where);
    task.start(runner).resume();
    where.resume();
    EXPECT(task.done());
    EXPECT_EQ(log.front(), std::string("resumed"));
    EXPECT_EQ(log.back(), std::string("outer"));
}

TEST(moved_task_leaves_nothing_behind) {
    auto first = answer();
    Task<int> second = std::move(first);
    EXPECT(!first);
    EXPECT_EQ(run(std::move(second)), 42);
}

TEST(a_million_tasks_that_complete_at_once_do_not_grow_the_stack) {
    EXPECT_EQ(run(sum(1'000'000)), 1'000'000);
}

TEST(a_chain_a_million_deep_does_not_grow_the_stack) {
    EXPECT_EQ(run(nested(1'000'000)), 1'000'000);
}

TEST(an_exception_climbs_a_deep_chain) {
    EXPECT_THROW(std::runtime_error, run(throws_at(10'000)));
}
