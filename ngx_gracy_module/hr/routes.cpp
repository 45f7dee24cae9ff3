#include "hr/routes.hpp"

#include "hr/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

constexpr bool open = true;
constexpr bool signed_in = false;

// method, pattern, surface, scope, open, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::post, "/api/v1/login", Surface::hr, Scope::none, open, 3, login,
                  "Open a session with a password"},
    access::Route{Method::post, "/api/v1/logout", Surface::hr, Scope::none, signed_in, 1, logout, "End the session"},
    access::Route{Method::get, "/api/v1/me", Surface::hr, Scope::none, signed_in, 1, get_me, "The caller"},
    access::Route{Method::get, "/api/v1/members", Surface::hr, Scope::people_read, signed_in, 2, list_members,
                  "Members by name"},
    access::Route{Method::get, "/api/v1/members/export.csv", Surface::hr, Scope::people_export, signed_in, 1,
                  export_members, "All members as CSV"},
    access::Route{Method::get, "/api/v1/members/{id}", Surface::hr, Scope::people_read, signed_in, 1, get_member,
                  "A member"},
    access::Route{Method::get, "/api/v1/values", Surface::hr, Scope::kudos_read, signed_in, 1, list_values,
                  "The company's values"},
    access::Route{Method::get, "/api/v1/kudos", Surface::hr, Scope::kudos_read, signed_in, 2, list_kudos,
                  "The kudos feed"},
    access::Route{Method::post, "/api/v1/kudos", Surface::hr, Scope::kudos_write, signed_in, 2, give_kudos,
                  "Give kudos"},
    access::Route{Method::get, "/api/v1/kudos/{id}", Surface::hr, Scope::kudos_read, signed_in, 1, get_kudos,
                  "One gift of kudos"},
    access::Route{Method::get, "/api/v1/tokens", Surface::hr, Scope::tokens_write, signed_in, 1, list_tokens,
                  "The caller's API tokens"},
    access::Route{Method::post, "/api/v1/tokens", Surface::hr, Scope::tokens_write, signed_in, 1, create_token,
                  "Create an API token"},
    access::Route{Method::remove, "/api/v1/tokens/{id}", Surface::hr, Scope::tokens_write, signed_in, 1, revoke_token,
                  "Revoke an API token"},
};

}  // namespace

std::span<const access::Route> routes() {
    return table;
}

}  // namespace gracy::hr
