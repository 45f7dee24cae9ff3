#include "access/wanted_body.hpp"

#include "access/credential.hpp"
#include "http/problem.hpp"

namespace gracy::access {
namespace {

bool carries_credential(const http::Request& head) {
    try {
        return credential_of(head).has_value();
    } catch (const http::Problem&) {
        return false;
    }
}

}  // namespace

bool wants_body(const http::Request& head, Surface surface, const RouteTable& routes) {
    const Route* const route = routes.find(surface, head.method, head.path).route;
    if (route == nullptr) {
        return false;
    }
    if (!route->open) {
        return carries_credential(head);
    }
    return route->signature_header.empty() || head.header(route->signature_header).has_value();
}

}  // namespace gracy::access
