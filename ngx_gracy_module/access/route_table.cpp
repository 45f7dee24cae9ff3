#include "access/route_table.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::access {

RouteTable::RouteTable(std::initializer_list<std::span<const Route>> tables) {
    for (const std::span<const Route> table : tables) {
        for (const Route& route : table) {
            if (route.open && route.scope != Scope::none) {
                throw std::logic_error(fmt::format("{}: who has not signed in has no scope", route.pattern));
            }
            routers_[static_cast<std::size_t>(route.surface)].add(route.method, route.pattern, routes_.size());
            routes_.push_back(&route);
        }
    }
}

RouteTable::Found RouteTable::find(Surface surface, http::Method method, std::string_view path) const {
    http::Router::Found found = routers_[static_cast<std::size_t>(surface)].find(method, path);
    if (found.what != http::Router::Found::What::target) {
        return {.route = nullptr, .path = {}, .allowed = std::move(found.allowed)};
    }
    return {.route = routes_[found.target], .path = found.parameters, .allowed = {}};
}

}  // namespace gracy::access
