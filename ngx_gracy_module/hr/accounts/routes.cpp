#include "hr/routes.hpp"

#include "hr/accounts/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::post, "/api/v1/login", Surface::hr, Scope::none, access::anybody, 3, login,
                  "Open a session with a password"},
    access::Route{Method::post, "/api/v1/logout", Surface::hr, Scope::none, access::signed_in, 1, logout,
                  "End the session"},
    access::Route{Method::get, "/api/v1/tokens", Surface::hr, Scope::tokens_write, access::signed_in, 1, list_tokens,
                  "The caller's API tokens"},
    access::Route{Method::post, "/api/v1/tokens", Surface::hr, Scope::tokens_write, access::signed_in, 1, create_token,
                  "Create an API token"},
    access::Route{Method::remove, "/api/v1/tokens/{id}", Surface::hr, Scope::tokens_write, access::signed_in, 1,
                  revoke_token, "Revoke an API token"},
};

}  // namespace

std::span<const access::Route> accounts_routes() {
    return table;
}

}  // namespace gracy::hr
