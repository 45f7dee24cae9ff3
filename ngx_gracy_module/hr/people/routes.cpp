#include "hr/routes.hpp"

#include "hr/people/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/me", Surface::hr, Scope::none, access::signed_in, 1, get_me, "The caller"},
    access::Route{Method::get, "/api/v1/members", Surface::hr, Scope::people_read, access::signed_in, 2, list_members,
                  "Members by name"},
    access::Route{Method::get, "/api/v1/members/export.csv", Surface::hr, Scope::people_export, access::signed_in, 1,
                  export_members, "All members as CSV"},
    access::Route{Method::get, "/api/v1/members/{id}", Surface::hr, Scope::people_read, access::signed_in, 1,
                  get_member, "A member"},
};

}  // namespace

std::span<const access::Route> people_routes() {
    return table;
}

}  // namespace gracy::hr
