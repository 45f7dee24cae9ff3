#include "access/route_table.hpp"

#include "test.hpp"

#include <array>

using namespace gracy;
using namespace gracy::access;

namespace {

base::Task<http::Response> nothing(Call&) {
    co_return http::Response::empty(204);
}

constexpr Route route(http::Method method, std::string_view pattern, Surface surface, Scope scope = Scope::none,
                      bool open = false) {
    return {.method = method,
            .pattern = pattern,
            .surface = surface,
            .scope = scope,
            .open = open,
            .statement_budget = 0,
            .handler = nothing,
            .summary = ""};
}

constexpr std::array people{route(http::Method::get, "/api/v1/members/{id}", Surface::hr, Scope::people_read)};
constexpr std::array chat{route(http::Method::post, "/slack/events", Surface::slack, Scope::none, true)};

}  // namespace

TEST(a_surface_has_only_its_own_routes) {
    const RouteTable table{people, chat};
    const auto found = table.find(Surface::hr, http::Method::get, "/api/v1/members/7");
    EXPECT(found.route == people.data());
    EXPECT_EQ(found.path.get("id"), "7");
    EXPECT(table.find(Surface::slack, http::Method::get, "/api/v1/members/7").route == nullptr);
    EXPECT(table.find(Surface::slack, http::Method::post, "/slack/events").route == chat.data());
    EXPECT_EQ(table.routes().size(), 2U);
}

TEST(another_method_is_told_apart_from_nothing) {
    const RouteTable table{people};
    EXPECT_EQ(table.find(Surface::hr, http::Method::put, "/api/v1/members/7").allowed, "GET, HEAD");
    EXPECT_EQ(table.find(Surface::hr, http::Method::put, "/api/v1/nothing").allowed, "");
}

TEST(entries_that_contradict_are_refused) {
    static constexpr std::array twice{people[0], people[0]};
    EXPECT_THROW(std::logic_error, RouteTable{std::span<const Route>(twice)});
    static constexpr std::array open_with_scope{route(http::Method::get, "/x", Surface::hr, Scope::people_read, true)};
    EXPECT_THROW(std::logic_error, RouteTable{std::span<const Route>(open_with_scope)});
}
