// The one list of routes, compiled once.
#pragma once

#include "access/route.hpp"
#include "http/router.hpp"

#include <array>
#include <initializer_list>
#include <span>
#include <string>

namespace gracy::access {

class RouteTable {
  public:
    /// The features' tables, which must outlive this one. Throws std::logic_error when two entries collide, or an
    /// entry is open and asks for a scope.
    explicit RouteTable(std::initializer_list<std::span<const Route>> tables);

    struct Found {
        /// Null: no such path (`allowed` is empty), or the path has other methods.
        const Route* route = nullptr;
        http::PathParameters path;
        /// The value of Allow.
        std::string allowed;
    };
    /// Only among the routes of the surface that the location serves.
    Found find(Surface surface, http::Method method, std::string_view path) const;

    std::span<const Route* const> routes() const { return routes_; }

  private:
    std::vector<const Route*> routes_;
    std::array<http::Router, surface_count> routers_;
};

}  // namespace gracy::access
