// A long reading: several pieces at once, handed over in order, as large as they are quick.
#include "staking/reconciling/read_ahead.hpp"
#include "io/manual_reactor.hpp"
#include "io/sleep.hpp"
#include "staking/reconciling/progress.hpp"
#include "test.hpp"

#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

using gracy::base::Task;
using gracy::io::ManualReactor;
using gracy::io::Pump;
using gracy::io::Sleep;
using gracy::staking::Progress;
using gracy::staking::ReadAhead;
using gracy::staking::ReadingPace;
using gracy::staking::ReadSpan;
using namespace std::chrono_literals;

namespace {

struct Piece {
    std::int64_t first;
    std::int64_t last;
};

struct World {
    ManualReactor reactor;
    /// How long a piece takes.
    std::function<std::chrono::milliseconds(Piece)> takes = [](Piece) { return 1s; };
    std::vector<Piece> begun;
    std::vector<Piece> taken;
    std::size_t under_way = 0;
    std::size_t most_under_way = 0;
    bool failed = false;
    ReadingPace pace{.blocks = 128};
    std::unique_ptr<ReadAhead<Piece>> ahead;
    std::unique_ptr<Pump> pump;

    Task<Piece> read(std::int64_t first, std::int64_t last) {
        begun.push_back({first, last});
        most_under_way = std::max(most_under_way, ++under_way);
        co_await Sleep(reactor, takes({first, last}));
        --under_way;
        if (first <= 0) {
            throw std::runtime_error("nobody answers");
        }
        co_return Piece{first, last};
    }

    Task<void> take_all() {
        while (const auto piece = co_await ahead->next()) {
            taken.push_back(*piece);
        }
    }

    void run(ReadSpan span, std::chrono::seconds time) {
        ahead = std::make_unique<ReadAhead<Piece>>(
            reactor, std::move(span), pace,
            [this](std::int64_t first, std::int64_t last) { return read(first, last); });
        pump = std::make_unique<Pump>(reactor, take_all(),
                                      [this](std::exception_ptr failure) { failed = failure != nullptr; });
        pump->start();
        reactor.turn();
        reactor.advance(time);
    }

    bool is_whole(std::int64_t first, std::int64_t last) const {
        for (const Piece& piece : taken) {
            if (piece.first != first) {
                return false;
            }
            first = piece.last + 1;
        }
        return first == last + 1;
    }
};

}  // namespace

TEST(pieces_are_read_at_once_and_taken_in_the_order_of_the_chain) {
    World world;
    world.takes = [](Piece piece) { return std::chrono::milliseconds(1000 + (piece.first * 7919) % 3000); };
    world.run({.first = 1, .last = 5000, .most_blocks = 2000, .pieces_at_once = [] { return 4UZ; }}, 60s);
    EXPECT(world.is_whole(1, 5000));
    EXPECT_EQ(world.most_under_way, std::size_t(4));
}

TEST(no_more_pieces_are_begun_than_may_wait_for_the_first) {
    World world;
    world.takes = [](Piece piece) { return piece.first == 1 ? 1000s : 1s; };
    world.run({.first = 1, .last = 100'000, .most_blocks = 2000, .pieces_at_once = [] { return 4UZ; }}, 100s);
    EXPECT(world.taken.empty());
    EXPECT_EQ(world.begun.size(), std::size_t(4));
}

TEST(pieces_grow_while_they_are_quick_up_to_what_is_allowed) {
    World world;
    world.run({.first = 1, .last = 20'000, .most_blocks = 2000, .pieces_at_once = [] { return 2UZ; }}, 60s);
    EXPECT(world.is_whole(1, 20'000));
    EXPECT_EQ(world.pace.blocks, 2000);
}

TEST(pieces_shrink_while_they_are_slow_down_to_a_block) {
    World world;
    world.takes = [](Piece) { return 60s; };
    world.run({.first = 1, .last = 2000, .most_blocks = 2000, .pieces_at_once = [] { return 1UZ; }}, 3600s);
    EXPECT_EQ(world.pace.blocks, 1);
}

TEST(where_one_block_takes_too_long_fewer_are_read_at_once_and_more_when_it_is_quick_again) {
    World world;
    world.takes = [](Piece) { return 60s; };
    world.run({.first = 1, .last = 400'000, .most_blocks = 2000, .pieces_at_once = [] { return 16UZ; }}, 3600s);
    EXPECT_EQ(world.pace.blocks, 1);
    EXPECT_EQ(world.pace.pieces, std::size_t(1));
    world.takes = [](Piece) { return 1s; };
    world.reactor.advance(120s);
    EXPECT_EQ(world.pace.pieces, ReadingPace::most_pieces);
}

/// All pieces share what these providers answer: two calls a second, of which a piece takes one for each block and two.
TEST(modest_providers_let_a_long_reading_go_on_from_one_cycle_to_the_next) {
    constexpr std::int64_t last = 400;
    constexpr std::int64_t pieces = 16;
    constexpr std::int64_t calls_per_second = 2;
    World world;
    world.takes = [](Piece piece) {
        return std::chrono::seconds(pieces * (2 + piece.last - piece.first + 1) / calls_per_second);
    };
    std::int64_t next = 1;
    for (int cycle = 0; cycle < 12 && next <= last; ++cycle) {
        // It is cancelled after five minutes, whatever it reads then.
        world.run({.first = next,
                   .last = last,
                   .most_blocks = 2000,
                   .pieces_at_once = [] { return std::size_t(pieces); },
                   .until = world.reactor.now() + 180s},
                  300s);
        world.pump.reset();
        world.ahead.reset();
        next = world.taken.empty() ? next : world.taken.back().last + 1;
    }
    EXPECT_EQ(next, last + 1);
}

TEST(a_reading_whose_time_is_over_hands_over_what_is_under_way_and_begins_no_more) {
    World world;
    world.takes = [](Piece) { return 10s; };
    world.run({.first = 1,
               .last = 100'000,
               .most_blocks = 128,
               .pieces_at_once = [] { return 4UZ; },
               .until = world.reactor.now() + 15s},
              60s);
    EXPECT_EQ(world.begun.size(), std::size_t(8));
    EXPECT(world.is_whole(1, 8 * 128));
}

TEST(something_is_read_even_when_the_time_is_over_before) {
    World world;
    world.run({.first = 1,
               .last = 1000,
               .most_blocks = 128,
               .pieces_at_once = [] { return 4UZ; },
               .until = world.reactor.now() - 1s},
              10s);
    EXPECT(world.is_whole(1, 128));
}

TEST(a_reading_that_has_handed_over_nothing_goes_on_with_smaller_pieces) {
    World world;
    world.takes = [](Piece) { return 1000s; };
    world.run({.first = 1, .last = 100'000, .most_blocks = 2000, .pieces_at_once = [] { return 4UZ; }}, 300s);
    world.pump.reset();
    world.ahead.reset();
    EXPECT_EQ(world.pace.blocks, 32);
}

TEST(what_one_cannot_read_is_thrown_behind_what_was_read_and_the_rest_is_given_up) {
    World world;
    world.run({.first = -255, .last = 10'000, .most_blocks = 128, .pieces_at_once = [] { return 4UZ; }}, 60s);
    EXPECT(world.failed);
    EXPECT(world.taken.empty());
    EXPECT_EQ(world.begun.size(), std::size_t(4));
    world.ahead.reset();
    EXPECT_EQ(world.reactor.timers(), std::size_t(0));
}

TEST(of_nothing_there_is_no_piece) {
    World world;
    world.run({.first = 11, .last = 10, .most_blocks = 128, .pieces_at_once = [] { return 4UZ; }}, 1s);
    EXPECT(world.begun.empty());
    EXPECT(!world.failed);
}

TEST(how_long_it_takes_is_told_from_how_long_it_took) {
    const Progress::Time start{1000s};
    Progress progress(101, 1100, start);
    EXPECT_EQ(progress.blocks_left(), 1000);
    progress.reached(350);
    EXPECT_EQ(progress.percent(), 25);
    EXPECT_EQ(progress.blocks_left(), 750);
    EXPECT(progress.time_left(start + 100s) == 300s);
    progress.reached(1100);
    EXPECT_EQ(progress.percent(), 100);
    EXPECT(progress.time_left(start + 400s) == 0s);
}
