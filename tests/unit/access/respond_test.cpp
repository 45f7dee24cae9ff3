#include "access/respond.hpp"

#include "access/authenticator.hpp"
#include "access/streams.hpp"
#include "base/json.hpp"
#include "io/inline_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/resolver.hpp"
#include "open_streams.hpp"
#include "request.hpp"
#include "test.hpp"

#include <array>

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

const std::string token = "grs_" + std::string(43, 'a');
const std::string bearer = "Bearer " + token;
const std::string cookies = std::string(session_cookie) + "=" + token;

/// One session, of an administrator who reads Korean.
class OneSession final : public Identities {
  public:
    explicit OneSession(base::Timestamp now) : now_(now) {}
    base::Task<std::optional<Identity>> find(Credential credential) override {
        if (down) {
            throw postgres::Error(postgres::ErrorKind::unavailable, "", "no connection");
        }
        if (credential.hash != base::sha256(base::bytes_of(token))) {
            co_return std::nullopt;
        }
        Identity identity;
        identity.principal.team_space_id = 1;
        identity.principal.member_id = 7;
        identity.principal.scopes = Scope::people_read;
        identity.principal.locale = "ko";
        identity.expires_at = identity.idle_expires_at = now_ + 1h;
        co_return identity;
    }
    base::Task<std::int64_t> latest_change() override { co_return 0; }
    base::Task<std::vector<AccessChange>> changes_after(std::int64_t) override {
        co_return std::vector<AccessChange>{};
    }
    base::Task<std::optional<base::Timestamp>> touch_session(base::Sha256) override { co_return std::nullopt; }
    base::Task<void> touch_api_token(std::int64_t, std::int64_t) override { co_return; }

    bool down = false;

  private:
    base::Timestamp now_;
};

base::Task<http::Response> who(Call& call) {
    co_return http::Response::text(fmt::format("{} {}", call.principal().member_id, http::name_of(call.language())));
}
base::Task<http::Response> echo_id(Call& call) {
    co_return http::Response::text(fmt::format("{}", call.path_id("id", "thing")));
}
base::Task<http::Response> fail(Call&) {
    throw std::runtime_error("a defect");
    co_return http::Response::empty(204);
}
base::Task<http::Response> lose(Call&) {
    throw postgres::Error(postgres::ErrorKind::lost, "", "the connection broke", true);
    co_return http::Response::empty(204);
}
base::Task<http::Response> write(Call& call) {
    // Never answered here: what counts is that it was begun.
    auto query = call.database().write(postgres::Statement<postgres::NoRow>{0});
    co_return http::Response::empty(204);
}
http::Response say_sorry(const http::Request&, const http::Problem& problem) {
    return http::Response::text(fmt::format("sorry {}", problem.code()));
}

constexpr Route route(http::Method method, std::string_view pattern, Handler handler, Scope scope = Scope::none,
                      bool open = false, Surface surface = Surface::hr, ProblemRenderer problem = nullptr) {
    return {.method = method,
            .pattern = pattern,
            .surface = surface,
            .scope = scope,
            .open = open,
            .statement_budget = 0,
            .handler = handler,
            .summary = "",
            .problem = problem};
}

constexpr std::array table{
    route(http::Method::get, "/open", who, Scope::none, true),
    route(http::Method::post, "/open", who, Scope::none, true),
    route(http::Method::get, "/people", who, Scope::people_read),
    route(http::Method::post, "/people", who, Scope::people_read),
    route(http::Method::get, "/export", who, Scope::people_export),
    route(http::Method::get, "/things/{id}", echo_id, Scope::people_read),
    without_body(route(http::Method::post, "/things/{id}", echo_id, Scope::people_read)),
    route(http::Method::get, "/fail", fail, Scope::none, true),
    route(http::Method::post, "/lose", lose, Scope::none, true),
    route(http::Method::post, "/write", write, Scope::none, true),
    route(http::Method::post, "/slack", fail, Scope::none, true, Surface::slack, say_sorry),
    route(http::Method::post, "/slack/open", who, Scope::none, true, Surface::slack),
    route(http::Method::post, "/wallets", who, Scope::people_read, false, Surface::staking),
};

struct World {
    io::ManualReactor reactor;
    base::ManualClock clock{base::Timestamp(1'800'000'000s)};
    io::InlineOffload offload{reactor};
    io::SystemResolver resolver{offload};
    postgres::Statistics database_statistics;
    // Never opened: what is sent waits until the world ends.
    postgres::Database database{reactor, resolver, postgres::Conninfo("host=/nowhere dbname=none"),
                                {},      {},       database_statistics};
    Keys keys = Keys::derive(std::string(32, 'k'));
    OneSession sessions{clock.now()};
    Authenticator authenticator{reactor, clock, sessions, 12h};
    // No route here looks at events.
    char no_event_log = 0;
    Settings settings;
    StreamsOfOneProcess everywhere;
    Streams streams{reactor, everywhere};
    Services services{.clock = clock,
                      .database = database,
                      .offload = offload,
                      .keys = keys,
                      .authenticator = authenticator,
                      .event_log = reinterpret_cast<documents::EventLog&>(no_event_log),
                      .settings = settings,
                      .streams = streams};
    RouteTable routes{table};

    http::Response answer(const http::Request& request, Surface surface = Surface::hr) {
        http::Response response;
        bool done = false;
        struct Root {
            static base::Task<void> run(base::Task<http::Response> inner, http::Response& response) {
                response = co_await std::move(inner);
            }
        };
        io::Pump pump(reactor, Root::run(respond(request, surface, routes, services), response),
                      [&](const std::exception_ptr& failure) {
                          EXPECT(failure == nullptr);
                          done = true;
                      });
        pump.start();
        reactor.turn();
        EXPECT(done);
        return response;
    }
    http::Response answer(const test::RequestParts& parts, Surface surface = Surface::hr) {
        return answer(*test::make_request(parts), surface);
    }
};

std::string code_of(const http::Response& response) {
    return std::string(base::Json::parse(response.body)["code"].string().value_or("(none)"));
}

}  // namespace

TEST(an_open_route_answers_anybody) {
    World world;
    const http::Response response = world.answer({.path = "/open"});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "0 en");
    EXPECT_EQ(test::header_of(response, "X-Request-Id").value(), "0123456789abcdef0123456789abcdef");
    EXPECT(!test::header_of(response, "Cache-Control"));
}

TEST(who_is_signed_in_is_known_to_the_handler) {
    World world;
    const http::Response response = world.answer({.path = "/people", .headers = {{"Authorization", bearer}}});
    EXPECT_EQ(response.body, "7 ko");
    EXPECT_EQ(test::header_of(response, "Cache-Control").value(), "private, no-cache");
    EXPECT_EQ(world.answer({.path = "/people", .headers = {{"Cookie", cookies}}}).body, "7 ko");
    EXPECT_EQ(world.answer({.path = "/people", .headers = {{"Cookie", cookies}, {"Accept-Language", "en"}}}).body,
              "7 en");
}

TEST(who_is_not_signed_in_is_refused) {
    World world;
    const http::Response response = world.answer({.path = "/people"});
    EXPECT_EQ(response.status, 401);
    EXPECT(test::header_of(response, "WWW-Authenticate").has_value());
    const std::string stranger = "Bearer grs_" + std::string(43, 'b');
    EXPECT_EQ(world.answer({.path = "/people", .headers = {{"Authorization", stranger}}}).status, 401);
}

TEST(a_missing_scope_is_named) {
    World world;
    const http::Response response = world.answer({.path = "/export", .headers = {{"Authorization", bearer}}});
    EXPECT_EQ(response.status, 403);
    EXPECT(test::header_of(response, "WWW-Authenticate")->contains("people:export"));
}

TEST(a_member_is_refused_in_their_own_language) {
    World world;
    const auto language = [&](http::Method method, std::string_view path, std::string_view asked = {}) {
        const auto request =
            test::make_request({.method = method, .path = path, .headers = {{"Authorization", bearer}}});
        if (!asked.empty()) {
            request->headers.push_back({"Accept-Language", asked});
        }
        return test::header_of(world.answer(*request), "Content-Language").value();
    };
    // Never seen before, and without the scope.
    EXPECT_EQ(language(http::Method::get, "/export"), "ko");
    EXPECT_EQ(language(http::Method::get, "/export", "en"), "en");
    // Refused before anybody asks who it is.
    EXPECT_EQ(language(http::Method::get, "/nothing"), "ko");
    EXPECT_EQ(language(http::Method::put, "/people"), "ko");
    EXPECT_EQ(test::header_of(world.answer({.path = "/nothing"}), "Content-Language").value(), "en");
    const auto late = test::make_request({.path = "/people", .headers = {{"Authorization", bearer}}});
    EXPECT_EQ(remembered_locale(world.services, *late), "ko");
    EXPECT_EQ(test::header_of(respond_problem(*late, Surface::hr, world.routes, deadline_problem(*late), "ko"),
                              "Content-Language")
                  .value(),
              "ko");
}

TEST(fields_sent_to_what_reads_none_are_refused_before_anything_is_done) {
    World world;
    const auto post = [&](std::string_view path, std::string_view body, Surface surface = Surface::hr) {
        return world.answer(
            {.method = http::Method::post, .path = path, .headers = {{"Authorization", bearer}}, .body = body},
            surface);
    };
    const http::Response refused = post("/things/12", R"({"send_at":"2026-12-01T09:00:00Z"})");
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(code_of(refused), "unexpected-body");
    EXPECT_EQ(post("/things/12", "").body, "12");
    EXPECT_EQ(post("/things/12", "{}").body, "12");
    // Who may not do it at all is told that.
    EXPECT_EQ(world.answer({.method = http::Method::post, .path = "/things/12", .body = "x"}).status, 401);
    EXPECT_EQ(post("/people", "x").status, 200);
    EXPECT_EQ(world.answer({.path = "/open", .body = "x"}).status, 400);
    EXPECT_EQ(post("/slack/open", "x", Surface::slack).status, 200);
}

TEST(paths_and_methods_are_told_apart) {
    World world;
    EXPECT_EQ(code_of(world.answer({.path = "/nothing"})), "not-found");
    const http::Response response = world.answer({.method = http::Method::put, .path = "/people"});
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(test::header_of(response, "Allow").value(), "GET, HEAD, POST");
    EXPECT_EQ(world.answer({.path = "/people"}, Surface::staking).status, 404);
}

TEST(an_id_that_is_none_names_nothing) {
    World world;
    EXPECT_EQ(world.answer({.path = "/things/12", .headers = {{"Authorization", bearer}}}).body, "12");
    for (const std::string_view path : {"/things/0", "/things/x", "/things/-1", "/things/9223372036854775808"}) {
        EXPECT_EQ(world.answer({.path = path, .headers = {{"Authorization", bearer}}}).status, 404);
    }
}

TEST(another_sites_page_cannot_use_the_cookie) {
    World world;
    const auto post = [&](std::initializer_list<http::Header> headers) {
        return world.answer({.method = http::Method::post, .path = "/people", .headers = headers}).status;
    };
    EXPECT_EQ(post({{"Cookie", cookies}, {"Origin", "https://evil.example"}, {"Host", "hr.example"}}), 403);
    EXPECT_EQ(post({{"Cookie", cookies}, {"Origin", "https://hr.example"}, {"Host", "hr.example"}}), 200);
    EXPECT_EQ(post({{"Cookie", cookies}}), 200);
    EXPECT_EQ(post({{"Authorization", bearer}, {"Origin", "https://evil.example"}, {"Host", "hr.example"}}), 200);
    EXPECT_EQ(
        world.answer({.path = "/people", .headers = {{"Cookie", cookies}, {"Sec-Fetch-Site", "cross-site"}}}).status,
        200);
}

TEST(another_sites_page_cannot_use_the_cookie_on_any_surface) {
    World world;
    const auto post = [&](std::initializer_list<http::Header> headers) {
        return world.answer({.method = http::Method::post, .path = "/wallets", .headers = headers}, Surface::staking)
            .status;
    };
    EXPECT_EQ(post({{"Cookie", cookies}, {"Sec-Fetch-Site", "cross-site"}}), 403);
    EXPECT_EQ(post({{"Cookie", cookies}, {"Sec-Fetch-Site", "same-origin"}}), 200);
    EXPECT_EQ(post({{"Authorization", bearer}, {"Sec-Fetch-Site", "cross-site"}}), 200);
}

TEST(another_sites_page_cannot_sign_anybody_in) {
    World world;
    const auto post = [&](std::string_view path, Surface surface) {
        return world
            .answer({.method = http::Method::post, .path = path, .headers = {{"Sec-Fetch-Site", "cross-site"}}},
                    surface)
            .status;
    };
    EXPECT_EQ(post("/open", Surface::hr), 403);
    EXPECT_EQ(post("/slack/open", Surface::slack), 200);
}

TEST(a_defect_is_an_internal_problem_and_its_cause_is_for_the_log) {
    World world;
    const http::Response response = world.answer({.path = "/fail"});
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(code_of(response), "internal");
    EXPECT_EQ(response.cause, "a defect");
    EXPECT(!response.body.contains("defect"));
}

TEST(a_write_that_was_lost_says_so) {
    World world;
    const http::Response response = world.answer({.method = http::Method::post, .path = "/lose"});
    EXPECT_EQ(response.status, 503);
    EXPECT(base::Json::parse(response.body)["maybe_executed"].boolean().value());
}

TEST(a_database_that_is_down_says_try_again) {
    World world;
    world.sessions.down = true;
    const http::Response response = world.answer({.path = "/people", .headers = {{"Authorization", bearer}}});
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(test::header_of(response, "Retry-After").value(), "1");
}

TEST(a_route_may_render_its_problems_itself) {
    World world;
    const http::Response response = world.answer({.method = http::Method::post, .path = "/slack"}, Surface::slack);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "sorry internal");
    EXPECT_EQ(response.cause, "a defect");
    const auto late = test::make_request({.method = http::Method::post, .path = "/slack"});
    EXPECT_EQ(respond_problem(*late, Surface::slack, world.routes, deadline_problem(*late)).body,
              "sorry deadline-exceeded");
}

TEST(who_has_written_is_marked) {
    World world;
    const http::Response response = world.answer({.method = http::Method::post, .path = "/write"});
    EXPECT_EQ(response.status, 204);
    EXPECT(test::header_of(response, "Gracy-Write-Mark").has_value());
    EXPECT(!test::header_of(world.answer({.path = "/open"}), "Gracy-Write-Mark"));
}

TEST(more_statements_than_the_budget_are_told_to_the_log) {
    World world;
    EXPECT_EQ(world.answer({.method = http::Method::post, .path = "/write"}).cause,
              "POST /write ran 1 statements, and its budget is 0");
    EXPECT_EQ(world.answer({.path = "/open"}).cause, "");
}

TEST(statements_are_counted_where_a_test_asks_for_it) {
    World world;
    EXPECT(!test::header_of(world.answer({.method = http::Method::post, .path = "/write"}), "Gracy-Statements"));
    world.settings.statement_header = true;
    EXPECT_EQ(
        test::header_of(world.answer({.method = http::Method::post, .path = "/write"}), "Gracy-Statements").value(),
        "1");
    EXPECT_EQ(test::header_of(world.answer({.path = "/open"}), "Gracy-Statements").value(), "0");
}

TEST(the_deadline_of_a_write_leaves_its_effect_open) {
    EXPECT(deadline_problem(*test::make_request({.method = http::Method::post})).maybe_executed());
    EXPECT(!deadline_problem(*test::make_request({})).maybe_executed());
    // What is only tried has none.
    const auto post = [](std::string_view path, std::string_view query) {
        return deadline_problem(*test::make_request({.method = http::Method::post, .path = path, .query = query}));
    };
    EXPECT(!post("/api/v1/members/import", "dry_run=true").maybe_executed());
    EXPECT(post("/api/v1/members/import", "dry_run=false").maybe_executed());
    EXPECT(!post("/api/v1/announcements/1/preview", "").maybe_executed());
    EXPECT_EQ(deadline_problem(*test::make_request({})).status(), 504);
}

TEST(clients_of_a_socket_for_both_kinds_of_addresses_are_limited_apart) {
    World world;
    std::array<RateSlot, 8 * RateTable::ways> slots{};
    world.services.rates = RateTable(slots);
    world.settings.address_limit = RateLimit{.requests = 1, .window = 1h};
    const auto status = [&world](std::string_view address) {
        const auto request = test::make_request({.path = "/open"});
        request->remote_address = address;
        return world.answer(*request).status;
    };
    EXPECT_EQ(status("::ffff:192.0.2.1"), 200);
    EXPECT_EQ(status("::ffff:192.0.2.2"), 200);
    EXPECT_EQ(status("::ffff:192.0.2.1"), 429);
    // The same client over a socket of its own kind.
    EXPECT_EQ(status("192.0.2.2"), 429);
    // Of IPv6 a network is one client.
    EXPECT_EQ(status("2001:db8::1"), 200);
    EXPECT_EQ(status("2001:db8::2"), 429);
    EXPECT_EQ(status("2001:db8:0:1::1"), 200);
}
