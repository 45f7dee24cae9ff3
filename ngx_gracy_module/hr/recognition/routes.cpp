#include "hr/routes.hpp"

#include "hr/recognition/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/values", Surface::hr, Scope::kudos_read, access::signed_in, 1, list_values,
                  "The company's values"},
    access::Route{Method::get, "/api/v1/kudos", Surface::hr, Scope::kudos_read, access::signed_in, 2, list_kudos,
                  "The kudos feed"},
    access::Route{Method::post, "/api/v1/kudos", Surface::hr, Scope::kudos_write, access::signed_in, 2, give_kudos,
                  "Give kudos"},
    access::Route{Method::get, "/api/v1/kudos/{id}", Surface::hr, Scope::kudos_read, access::signed_in, 1, get_kudos,
                  "One gift of kudos"},
};

}  // namespace

std::span<const access::Route> recognition_routes() {
    return table;
}

}  // namespace gracy::hr
