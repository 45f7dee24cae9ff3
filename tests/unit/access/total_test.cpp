#include "access/total.hpp"

#include "base/json.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "request.hpp"
#include "test.hpp"

#include <array>
#include <vector>

using namespace gracy;

namespace {

using Key = std::tuple<std::int64_t>;

/// A statement that has ended with this.
template <class Result>
struct Ended {
    Result result;
    std::optional<postgres::ErrorKind> failure = std::nullopt;

    bool await_ready() const { return true; }
    void await_suspend(std::coroutine_handle<>) const {}
    Result await_resume() const {
        if (failure) {
            throw postgres::Error(*failure, "57014", "canceling statement due to statement timeout");
        }
        return result;
    }
};

struct Count {
    std::int64_t total = 0;
};

constexpr std::array<std::byte, 32> secret{};
const http::CursorScope scope{.key = secret, .list = 't', .filter = 1};

/// Two rows, counted.
base::Task<void> list(std::optional<postgres::ErrorKind> failure, http::Response& response) {
    const auto request = test::make_request({.path = "/api/v1/kudos", .query = "include=total"});
    http::QueryReader query(request->query);
    const http::Page<Key> page(*request, query, scope);
    query.finish();
    response = co_await access::list_with_total(
        page, [] { return Ended<std::vector<std::int64_t>>{{1, 2}}; },
        [=] { return Ended<std::vector<Count>>{{{2}}, failure}; },
        [](base::JsonWriter& json, std::int64_t row) { json.value(row); }, [](std::int64_t row) { return Key{row}; });
}

base::Json answer(std::optional<postgres::ErrorKind> failure) {
    io::ManualReactor reactor;
    http::Response response;
    std::exception_ptr why;
    io::Pump pump(reactor, list(failure, response), [&](const std::exception_ptr& error) { why = error; });
    pump.start();
    reactor.turn();
    if (why) {
        std::rethrow_exception(why);
    }
    return base::Json::parse(response.body);
}

}  // namespace

TEST(a_list_says_how_long_it_is) {
    EXPECT_EQ(answer(std::nullopt)["page"]["total"].integer().value(), 2);
}

TEST(a_page_whose_count_takes_too_long_is_answered_without_it) {
    const base::Json body = answer(postgres::ErrorKind::timeout);
    EXPECT(!body["page"]["total"].integer());
    EXPECT_EQ(body["data"][1].integer().value(), 2);
}

TEST(a_count_that_fails_otherwise_fails_the_page) {
    EXPECT_THROW(postgres::Error, answer(postgres::ErrorKind::lost));
}
