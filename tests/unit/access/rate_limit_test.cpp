#include "access/rate_limit.hpp"

#include "test.hpp"

#include <array>
#include <thread>
#include <vector>

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

constexpr RateLimit ten_a_second{.requests = 10, .window = 1s};
constexpr Microseconds start = 1000h;

struct Table {
    std::array<RateSlot, 2 * RateTable::ways> slots{};
    RateTable table{slots};
};

}  // namespace

TEST(limits_are_written_as_requests_a_time) {
    const auto limit = RateLimit::parse("600/m");
    EXPECT(limit && limit->requests == 600 && limit->window == 60s);
    EXPECT(RateLimit::parse("5/s")->window == 1s);
    EXPECT(RateLimit::parse("5/h")->window == 3600s);
    for (const std::string_view text :
         {"", "5", "/s", "0/s", "-1/s", "5/d", "5/ss", "5 /s", "1000001/s", "99999999999999999999/s"}) {
        EXPECT(!RateLimit::parse(text));
    }
}

TEST(burst_is_allowed_and_then_what_time_gives_back) {
    Table t;
    for (std::int64_t i = 9; i >= 0; --i) {
        const RateVerdict verdict = t.table.take(7, ten_a_second, start);
        EXPECT(verdict.allowed);
        EXPECT_EQ(verdict.remaining, i);
    }
    const RateVerdict refused = t.table.take(7, ten_a_second, start);
    EXPECT(!refused.allowed && refused.retry_after == 100ms && refused.reset == 1s);
    EXPECT(!t.table.take(7, ten_a_second, start + 99ms).allowed);
    EXPECT(t.table.take(7, ten_a_second, start + 100ms).allowed);
    EXPECT(!t.table.take(7, ten_a_second, start + 100ms).allowed);
    EXPECT_EQ(t.table.take(7, ten_a_second, start + 10s).remaining, 9);
}

TEST(refused_request_costs_nothing) {
    Table t;
    for (int i = 0; i < 100; ++i) {
        static_cast<void>(t.table.take(7, ten_a_second, start));
    }
    EXPECT(t.table.take(7, ten_a_second, start + 100ms).allowed);
}

TEST(looking_ahead_says_what_taking_would_and_takes_nothing) {
    Table t;
    EXPECT_EQ(t.table.peek(7, ten_a_second, start).remaining, 9);
    for (std::int64_t i = 9; i >= 0; --i) {
        EXPECT_EQ(t.table.peek(7, ten_a_second, start).remaining, i);
        EXPECT_EQ(t.table.take(7, ten_a_second, start).remaining, i);
    }
    const RateVerdict refused = t.table.peek(7, ten_a_second, start);
    EXPECT(!refused.allowed && refused.retry_after == 100ms && refused.reset == 1s);
    EXPECT(t.table.peek(7, ten_a_second, start + 100ms).allowed);
    EXPECT(t.table.take(7, ten_a_second, start + 100ms).allowed);
    EXPECT(t.table.peek(0, ten_a_second, start).allowed && RateTable().peek(7, ten_a_second, start).allowed);
}

TEST(looking_ahead_costs_nobody_their_place) {
    Table t;
    for (std::uint64_t key = 2; key <= 2 * RateTable::ways; key += 2) {
        static_cast<void>(t.table.take(key, ten_a_second, start));
    }
    EXPECT_EQ(t.table.peek(100, ten_a_second, start + 10s).remaining, 9);
    EXPECT(!t.table.is_noted(100));
    for (std::uint64_t key = 2; key <= 2 * RateTable::ways; key += 2) {
        EXPECT(t.table.is_noted(key));
    }
}

TEST(noted_key_is_known_to_all_until_others_need_its_place) {
    Table t;
    EXPECT(!t.table.is_noted(2));
    t.table.note(2, start);
    EXPECT(RateTable(t.slots).is_noted(2));
    for (std::uint64_t key = 4; key <= 2 * RateTable::ways + 2; key += 2) {
        t.table.note(key, start + 1s);
    }
    EXPECT(!t.table.is_noted(2));
    EXPECT(!RateTable().is_noted(2));
}

TEST(clock_that_is_set_back_locks_nobody_out) {
    Table t;
    static_cast<void>(t.table.take(7, ten_a_second, start + 24h));
    EXPECT(t.table.peek(7, ten_a_second, start).allowed);
    EXPECT(!t.table.take(7, ten_a_second, start).allowed);
    EXPECT(t.table.take(7, ten_a_second, start + 100ms).allowed);
}

TEST(what_was_taken_under_a_slower_limit_is_not_held_against_a_faster_one) {
    Table t;
    constexpr RateLimit two_an_hour{.requests = 2, .window = 1h};
    EXPECT(t.table.take(7, two_an_hour, start).allowed && t.table.take(7, two_an_hour, start).allowed);
    EXPECT(!t.table.take(7, ten_a_second, start).allowed);
    EXPECT(t.table.take(7, ten_a_second, start + 100ms).allowed);
}

TEST(keys_are_counted_apart) {
    Table t;
    for (int i = 0; i < 10; ++i) {
        EXPECT(t.table.take(7, ten_a_second, start).allowed);
    }
    EXPECT(!t.table.take(7, ten_a_second, start).allowed);
    EXPECT(t.table.take(8, ten_a_second, start).allowed);
    EXPECT(t.table.take(0, ten_a_second, start).allowed);
}

TEST(full_table_forgets_who_was_quiet_for_longest) {
    Table t;
    // All of them share their place with each other: the number of sets is two.
    for (std::uint64_t key = 2; key <= 2 * RateTable::ways; key += 2) {
        static_cast<void>(t.table.take(key, ten_a_second, start + Microseconds(key)));
    }
    static_cast<void>(t.table.take(100, ten_a_second, start + 1ms));
    EXPECT_EQ(t.table.take(4, ten_a_second, start + 1ms).remaining, 8);
    EXPECT_EQ(t.table.take(2, ten_a_second, start + 1ms).remaining, 9);
}

TEST(processes_that_race_for_one_key_grant_no_more_than_one_alone) {
    Table t;
    static_cast<void>(t.table.take(7, ten_a_second, start));
    std::atomic<int> allowed = 1;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 1000; ++round) {
                allowed += t.table.take(7, ten_a_second, start).allowed ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(allowed.load(), 10);
}

TEST(without_memory_everything_is_allowed) {
    RateTable table;
    for (int i = 0; i < 100; ++i) {
        EXPECT(table.take(7, ten_a_second, start).allowed);
    }
}
