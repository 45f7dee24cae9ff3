// What workers share: series that keep their place, and slots that outlive whoever held them.
#include "serving/numbers.hpp"
#include "gone_process.hpp"
#include "test.hpp"

#include <unistd.h>
#include <memory>
#include <string>

using gracy::access::Surface;
using gracy::http::Method;
using gracy::serving::Numbers;
using gracy::serving::RouteSeries;
using gracy::serving::WorkerSlot;

namespace {

std::unique_ptr<Numbers> empty_zone() {
    return std::make_unique<Numbers>();
}

}  // namespace

TEST(a_route_keeps_its_place_when_another_configuration_adds_to_the_zone) {
    const auto numbers = empty_zone();
    EXPECT(numbers->add(Surface::hr, Method::get, "/api/v1/me"));
    RouteSeries* series = numbers->find(Surface::hr, Method::get, "/api/v1/me");
    EXPECT(series != nullptr);
    series->deadlines = 3;
    EXPECT(numbers->add(Surface::hr, Method::get, "/api/v1/values"));
    EXPECT(numbers->add(Surface::hr, Method::get, "/api/v1/me"));
    EXPECT_EQ(numbers->known_routes().size(), 2u);
    EXPECT(numbers->find(Surface::hr, Method::get, "/api/v1/me") == series);
    EXPECT_EQ(series->deadlines.load(), 3u);
}

TEST(surface_method_and_pattern_tell_routes_apart) {
    const auto numbers = empty_zone();
    EXPECT(numbers->add(Surface::hr, Method::get, "/a"));
    EXPECT(numbers->add(Surface::hr, Method::post, "/a"));
    EXPECT(numbers->add(Surface::slack, Method::post, "/a"));
    EXPECT_EQ(numbers->known_routes().size(), 3u);
    EXPECT(numbers->find(Surface::slack, Method::get, "/a") == nullptr);
    EXPECT(numbers->find(Surface::hr, Method::get, "/b") == nullptr);
}

TEST(a_pattern_that_is_too_long_is_cut_and_still_found) {
    const auto numbers = empty_zone();
    const std::string pattern(RouteSeries::longest_pattern + 40, 'x');
    EXPECT(numbers->add(Surface::hr, Method::get, pattern));
    EXPECT(numbers->add(Surface::hr, Method::get, pattern));
    EXPECT_EQ(numbers->known_routes().size(), 1u);
    EXPECT_EQ(numbers->find(Surface::hr, Method::get, pattern)->route().size(), RouteSeries::longest_pattern);
}

TEST(a_full_zone_says_so) {
    const auto numbers = empty_zone();
    for (std::size_t i = 0; i < Numbers::most_routes; ++i) {
        EXPECT(numbers->add(Surface::hr, Method::get, "/" + std::to_string(i)));
    }
    EXPECT(!numbers->add(Surface::hr, Method::get, "/one/more"));
    EXPECT(numbers->add(Surface::hr, Method::get, "/0"));
}

TEST(every_worker_has_a_slot_of_its_own) {
    const auto numbers = empty_zone();
    WorkerSlot* mine = numbers->claim(getpid());
    WorkerSlot* parents = numbers->claim(getppid());
    EXPECT(mine != nullptr && parents != nullptr && mine != parents);
    EXPECT_EQ(mine->owner.load(), getpid());
}

TEST(a_slot_begins_with_empty_hands_and_keeps_what_was_counted) {
    const auto numbers = empty_zone();
    WorkerSlot* slot = numbers->claim(getpid());
    slot->requests_abandoned = 5;
    slot->requests_in_progress = 2;
    slot->database.statements = 9;
    slot->database.in_flight = 4;
    Numbers::release(*slot);
    EXPECT_EQ(slot->owner.load(), 0);
    EXPECT_EQ(slot->requests_in_progress.load(), 0u);
    WorkerSlot* again = numbers->claim(getppid());
    EXPECT(again == slot);
    EXPECT_EQ(slot->requests_abandoned.load(), 5u);
    EXPECT_EQ(slot->database.statements.load(), 9u);
    EXPECT_EQ(slot->database.in_flight.load(), 0u);
}

TEST(the_slot_of_a_killed_worker_is_taken_over) {
    const auto numbers = empty_zone();
    WorkerSlot* slot = numbers->claim(gone_process());
    slot->database.connections_ready = 7;
    EXPECT(numbers->claim(getpid()) == slot);
    EXPECT_EQ(slot->database.connections_ready.load(), 0u);
}

TEST(a_killed_workers_slot_is_freed_even_when_its_successor_takes_another) {
    const auto numbers = empty_zone();
    WorkerSlot& dead = numbers->workers[5];
    dead.owner = gone_process();
    dead.database.connections_ready = 7;
    dead.database.losses = 1;
    EXPECT(numbers->claim(getpid()) == &numbers->workers[0]);
    EXPECT_EQ(dead.owner.load(), 0);
    EXPECT_EQ(dead.database.connections_ready.load(), 0u);
    EXPECT_EQ(dead.database.losses.load(), 1u);
}

TEST(a_zone_without_a_free_slot_says_so) {
    const auto numbers = empty_zone();
    for (WorkerSlot& slot : numbers->workers) {
        slot.owner = getppid();
    }
    EXPECT(numbers->claim(getpid()) == nullptr);
}

TEST(a_worker_that_finds_no_slot_counts_for_itself_and_is_counted) {
    const auto numbers = empty_zone();
    WorkerSlot unshared{};
    EXPECT(&numbers->claim_or(getpid(), unshared) == &numbers->workers[0]);
    EXPECT_EQ(numbers->workers_without_slot.load(), 0u);
    for (WorkerSlot& slot : numbers->workers) {
        slot.owner = getppid();
    }
    EXPECT(&numbers->claim_or(getpid(), unshared) == &unshared);
    EXPECT_EQ(numbers->workers_without_slot.load(), 1u);
}
