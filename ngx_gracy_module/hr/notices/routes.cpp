#include "hr/routes.hpp"

#include "hr/notices/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::confidential(access::Route{Method::get, "/api/v1/me/notices", Surface::hr, Scope::profile_read,
                                       access::signed_in, 2, list_notices, "What the caller was told"}),
    access::without_body(access::Route{Method::put, "/api/v1/me/notices/{id}/read", Surface::hr, Scope::profile_write,
                                       access::signed_in, 1, read_notice, "Mark a notice as read"}),
    access::Route{Method::put, "/api/v1/me/notices/read", Surface::hr, Scope::profile_write, access::signed_in, 1,
                  read_notices, "Mark a notice and all before it as read"},
};

}  // namespace

std::span<const access::Route> notices_routes() {
    return table;
}

}  // namespace gracy::hr
