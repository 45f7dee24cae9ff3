#include "access/streams.hpp"

#include "http/problem.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "open_streams.hpp"
#include "test.hpp"

#include <vector>

using namespace gracy;
using namespace std::chrono_literals;
using access::Streams;

namespace {

int status_of_taking(Streams& streams, std::int64_t member) {
    try {
        const Streams::Place place = streams.take(1, member);
        return 200;
    } catch (const http::Problem& problem) {
        return problem.status();
    }
}

base::Task<void> wait_for(Streams& streams, int times, std::vector<bool>& told) {
    for (int i = 0; i < times; ++i) {
        const bool is_news = co_await streams.news(streams.told());
        told.push_back(is_news);
    }
}

base::Task<void> wait_after(Streams& streams, std::uint64_t heard, bool& is_over) {
    co_await streams.news(heard);
    is_over = true;
}

}  // namespace

TEST(a_member_has_so_many_streams_and_others_have_theirs) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere, {.all = 10, .of_one_member = 2});
    std::vector<Streams::Place> places;
    places.push_back(streams.take(1, 7));
    places.push_back(streams.take(1, 7));
    EXPECT_EQ(status_of_taking(streams, 7), 429);
    EXPECT_EQ(status_of_taking(streams, 8), 200);
    places.pop_back();
    EXPECT_EQ(status_of_taking(streams, 7), 200);
    EXPECT_EQ(streams.open(), 1U);
    EXPECT_EQ(streams.refused(), 1U);
}

TEST(a_process_has_so_many_streams_whoever_they_are_for) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere, {.all = 3, .of_one_member = 2});
    std::vector<Streams::Place> places;
    for (std::int64_t member = 1; member <= 3; ++member) {
        places.push_back(streams.take(1, member));
    }
    EXPECT_EQ(status_of_taking(streams, 4), 503);
    places.clear();
    EXPECT_EQ(status_of_taking(streams, 4), 200);
    EXPECT_EQ(streams.open(), 0U);
}

TEST(streams_of_other_processes_are_the_members_too) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere, {.all = 10, .of_one_member = 2});
    Streams others(reactor, everywhere, {.all = 10, .of_one_member = 2});
    const Streams::Place here = streams.take(1, 7);
    {
        const Streams::Place there = others.take(1, 7);
        EXPECT_EQ(status_of_taking(streams, 7), 429);
        EXPECT_EQ(status_of_taking(others, 7), 429);
        EXPECT_EQ(status_of_taking(others, 8), 200);
    }
    EXPECT_EQ(status_of_taking(others, 7), 200);
    EXPECT_EQ(streams.open(), 1U);
    EXPECT_EQ(others.open(), 0U);
}

TEST(news_wake_everybody_once_however_often_they_come) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere);
    std::vector<bool> told;
    io::Pump first(reactor, wait_for(streams, 2, told), [](const std::exception_ptr&) {});
    io::Pump second(reactor, wait_for(streams, 2, told), [](const std::exception_ptr&) {});
    first.start();
    second.start();
    reactor.turn();
    for (int i = 0; i < 49; ++i) {
        streams.tell();
        reactor.advance(1ms);
    }
    EXPECT(told.empty());
    reactor.advance(1ms);
    EXPECT(told == std::vector<bool>({true, true}));
    reactor.advance(100ms);
    EXPECT_EQ(told.size(), 2U);
}

TEST(news_that_come_while_somebody_looks_are_not_waited_for) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere);
    const std::uint64_t heard = streams.told();
    streams.tell();
    reactor.advance(50ms);
    bool is_over = false;
    io::Pump waiting(reactor, wait_after(streams, heard, is_over), [](const std::exception_ptr&) {});
    waiting.start();
    reactor.advance(1ms);
    EXPECT(is_over);
}

TEST(who_hears_of_nothing_looks_each_second) {
    io::ManualReactor reactor;
    StreamsOfOneProcess everywhere;
    Streams streams(reactor, everywhere);
    std::vector<bool> told;
    io::Pump waiting(reactor, wait_for(streams, 1, told), [](const std::exception_ptr&) {});
    waiting.start();
    reactor.turn();
    reactor.advance(Streams::poll);
    reactor.turn();
    EXPECT(told == std::vector<bool>({false}));
}
