// What a handler holds: the request, who sent it, and what it may use to answer.
#pragma once

#include "access/principal.hpp"
#include "http/cursor.hpp"
#include "http/language.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "postgres/client.hpp"

#include <string_view>

namespace gracy::access {

class RateGuard;
struct Services;

class Call {
  public:
    /// The request, the services and the guard must outlive the call.
    Call(const http::Request& request, Services& services, RateGuard& rates, Principal principal,
         http::PathParameters path, bool reads_primary);

    const http::Request& request() const { return request_; }
    const Principal& principal() const { return principal_; }
    std::int64_t team_space() const { return principal_.team_space_id; }
    std::string_view path(std::string_view name) const { return path_.get(name); }
    const http::PathParameters& path_parameters() const { return path_; }
    /// A path parameter that is an id. Throws Problem::not_found(`what`) when it is not one.
    std::int64_t path_id(std::string_view name, std::string_view what) const;
    postgres::Client& database() { return database_; }
    const postgres::Client& database() const { return database_; }
    Services& services() { return services_; }
    const Services& services() const { return services_; }
    /// For routes that judge guesses themselves (Route::judges_guesses).
    RateGuard& rates() { return rates_; }
    http::Language language() const { return language_; }

    /// For the cursors of a list. `filter` has all that the rows depend on but the team space, which is added.
    http::CursorScope cursor_scope(char list, http::FilterHash filter) const;
    /// For entity tags of bodies.
    std::uint64_t fingerprint_seed() const;

  private:
    const http::Request& request_;
    Services& services_;
    RateGuard& rates_;
    Principal principal_;
    http::PathParameters path_;
    postgres::Client database_;
    http::Language language_;
};

/// What the request asks for, or else the member's own choice.
http::Language language_of(const http::Request& request, std::string_view locale);

}  // namespace gracy::access
