// What a handler holds: the request, who sent it, and what it may use to answer.
#pragma once

#include "access/principal.hpp"
#include "http/language.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "postgres/client.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace gracy::access {

struct Services;

/// The values of a pattern's {placeholders}, in order of appearance.
struct PathParameters {
    static constexpr std::size_t max = 4;
    std::array<std::string_view, max> names;
    std::array<std::string_view, max> values;
    std::size_t count = 0;

    /// Precondition: the route's pattern has the placeholder.
    std::string_view get(std::string_view name) const;
};

class Call {
public:
    Call(const http::Request& request, Services& services, Principal principal, PathParameters path,
         bool reads_primary);

    const http::Request& request() const { return request_; }
    const Principal& principal() const { return principal_; }
    std::int64_t team_space() const { return principal_.team_space_id; }
    std::string_view path(std::string_view name) const { return path_.get(name); }
    /// A path parameter that is an id. Throws Problem::not_found(`what`) when it is not one.
    std::int64_t path_id(std::string_view name, std::string_view what) const;
    postgres::Client& database() { return database_; }
    Services& services() { return services_; }
    http::Language language() const { return language_; }

private:
    const http::Request& request_;
    Services& services_;
    Principal principal_;
    PathParameters path_;
    postgres::Client database_;
    http::Language language_;
};

}  // namespace gracy::access
