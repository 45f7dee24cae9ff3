// Work on many of which one fails.
#include "hr/each.hpp"

#include "test.hpp"

#include <stdexcept>
#include <vector>

using gracy::base::Task;

namespace {

class Immediately final : public gracy::base::Runner {
  public:
    void ready(std::coroutine_handle<> waiting) noexcept override { waiting.resume(); }
};

void run(Task<void> task) {
    Immediately runner;
    task.start(runner).resume();
    task.take();
}

}  // namespace

TEST(all_others_have_their_turn_and_the_failure_is_told) {
    std::vector<int> done;
    const std::vector<int> items{1, 2, 3};
    const auto work = [&done](int item) -> Task<void> {
        if (item == 1) {
            throw std::runtime_error("not this one");
        }
        done.push_back(item);
        co_return;
    };
    EXPECT_THROW(std::runtime_error, run(gracy::hr::each(items, work)));
    EXPECT((done == std::vector<int>{2, 3}));
}

TEST(nothing_is_thrown_when_none_fails) {
    int done = 0;
    run(gracy::hr::each(std::vector<int>{1, 2}, [&done](int) -> Task<void> {
        ++done;
        co_return;
    }));
    EXPECT_EQ(done, 2);
}
