// Whose bodies are read.
#include "access/wanted_body.hpp"

#include "access/credential.hpp"
#include "http/response.hpp"

#include "test.hpp"

#include <array>

using namespace gracy;
using access::Route;
using access::Scope;
using access::Surface;
using http::Method;

namespace {

base::Task<http::Response> nothing(access::Call&) {
    co_return http::Response::empty(204);
}

constexpr std::array table{
    Route{Method::post, "/api/v1/file", Surface::hr, Scope::none, access::signed_in, 1, nothing, ""},
    Route{Method::post, "/api/v1/login", Surface::hr, Scope::none, access::anybody, 1, nothing, ""},
    access::signed_by("X-Signature", Route{Method::post, "/staking/webhooks/one", Surface::staking, Scope::none,
                                           access::anybody, 1, nothing, ""}),
};

bool wanted(Surface surface, std::string_view path, std::vector<http::Header> headers = {},
            Method method = Method::post) {
    static const access::RouteTable routes{table};
    http::Request head;
    head.method = method;
    head.path = path;
    head.headers = std::move(headers);
    return access::wants_body(head, surface, routes);
}

}  // namespace

TEST(who_is_nobody_has_no_body_for_those_who_are_signed_in) {
    const std::string token = access::new_session_token();
    const std::string bearer = "Bearer " + token;
    const std::string cookie = std::string(access::session_cookie) + "=" + token;
    EXPECT(!wanted(Surface::hr, "/api/v1/file"));
    EXPECT(!wanted(Surface::hr, "/api/v1/file", {{"Authorization", "Bearer made-up"}}));
    EXPECT(wanted(Surface::hr, "/api/v1/file", {{"authorization", bearer}}));
    EXPECT(wanted(Surface::hr, "/api/v1/file", {{"Cookie", cookie}}));
    EXPECT(wanted(Surface::hr, "/api/v1/login"));
}

TEST(what_is_not_signed_has_no_body_for_a_webhook) {
    EXPECT(!wanted(Surface::staking, "/staking/webhooks/one"));
    EXPECT(!wanted(Surface::staking, "/staking/webhooks/one", {{"X-Other", "1"}}));
    EXPECT(wanted(Surface::staking, "/staking/webhooks/one", {{"x-signature", "anything"}}));
}

TEST(what_is_nowhere_has_none) {
    EXPECT(!wanted(Surface::hr, "/api/v1/elsewhere"));
    EXPECT(!wanted(Surface::hr, "/api/v1/login", {}, Method::put));
}
