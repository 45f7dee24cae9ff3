// Streams are counted over all workers of one nginx, and a worker takes those that it held with it.
#include "serving/shared_streams.hpp"
#include "gone_process.hpp"
#include "test.hpp"

#include <memory>

using gracy::serving::Numbers;
using gracy::serving::SharedStreams;
using gracy::serving::WorkerSlot;

namespace {

constexpr std::uint64_t member = 7;

/// Two workers that are alive: this process stands for one of them, its parent for the other.
struct TwoWorkers {
    TwoWorkers() {
        first.owner = getpid();
        second.owner = getppid();
        first.give_sign_of_life();
        second.give_sign_of_life();
    }

    std::unique_ptr<Numbers> numbers = std::make_unique<Numbers>();
    WorkerSlot& first = numbers->workers[0];
    WorkerSlot& second = numbers->workers[1];
    SharedStreams of_first{*numbers, first};
    SharedStreams of_second{*numbers, second};
};

}  // namespace

TEST(streams_are_counted_over_all_workers_for_each_member) {
    TwoWorkers two;
    EXPECT_EQ(two.of_first.add(member), 1u);
    EXPECT_EQ(two.of_second.add(member), 2u);
    EXPECT_EQ(two.of_second.add(member), 3u);
    EXPECT_EQ(two.of_first.add(member + 1), 1u);
    two.of_second.remove(member);
    EXPECT_EQ(two.of_first.add(member), 3u);
    EXPECT_EQ(two.of_second.add(member + 1), 2u);
}

TEST(a_worker_that_ends_holds_no_stream) {
    TwoWorkers two;
    two.of_second.add(member);
    Numbers::release(two.second);
    EXPECT_EQ(two.of_first.add(member), 1u);
    two.second.owner = getppid();
    EXPECT_EQ(two.of_first.add(member), 2u);
}

TEST(a_killed_worker_holds_no_stream_even_before_another_takes_its_slot) {
    TwoWorkers two;
    two.of_second.add(member);
    two.second.owner = gone_process();
    EXPECT_EQ(two.of_first.add(member), 1u);
}

TEST(who_has_a_killed_workers_number_does_not_hold_its_streams) {
    TwoWorkers two;
    two.of_second.add(member);
    two.second.heard_of -= WorkerSlot::longest_silence.count() + 1;
    EXPECT_EQ(two.of_first.add(member), 1u);
    two.second.give_sign_of_life();
    EXPECT_EQ(two.of_first.add(member), 3u);
}

TEST(a_worker_whose_numbers_are_not_shared_counts_its_own_streams) {
    TwoWorkers two;
    two.of_first.add(member);
    WorkerSlot unshared{};
    SharedStreams of_third(*two.numbers, unshared);
    EXPECT_EQ(of_third.add(member), 2u);
    EXPECT_EQ(of_third.add(member), 3u);
}

TEST(a_worker_has_room_for_all_the_streams_that_it_may_hold) {
    TwoWorkers two;
    for (std::size_t i = 1; i <= gracy::access::StreamLimits::most; ++i) {
        EXPECT_EQ(two.of_first.add(member), i);
    }
    for (std::size_t i = 1; i <= gracy::access::StreamLimits::most; ++i) {
        two.of_first.remove(member);
    }
    EXPECT_EQ(two.of_second.add(member), 1u);
}
