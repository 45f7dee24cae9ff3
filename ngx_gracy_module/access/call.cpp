#include "access/call.hpp"

#include "access/services.hpp"
#include "http/numbers.hpp"
#include "http/problem.hpp"

#include <cstring>

namespace gracy::access {

Call::Call(const http::Request& request, Services& services, RateGuard& rates, Principal principal,
           http::PathParameters path, bool reads_primary)
    : request_(request),
      services_(services),
      rates_(rates),
      principal_(std::move(principal)),
      path_(path),
      database_(services.database, reads_primary),
      language_(access::language_of(request, principal_.locale)) {}

std::int64_t Call::path_id(std::string_view name, std::string_view what) const {
    const auto id = http::parse_id(path(name));
    if (!id) {
        throw http::Problem::not_found(what);
    }
    return *id;
}

http::CursorScope Call::cursor_scope(char list, http::FilterHash filter) const {
    return {.key = services_.keys.cursor, .list = list, .filter = filter.add(team_space()).value()};
}

std::uint64_t Call::fingerprint_seed() const {
    std::uint64_t seed;
    std::memcpy(&seed, services_.keys.fingerprint.data(), sizeof seed);
    return seed;
}

http::Language language_of(const http::Request& request, std::string_view locale) {
    const http::Language own = http::language_of(locale);
    const auto asked = request.header("Accept-Language");
    return asked ? http::preferred_language(*asked, own) : own;
}

}  // namespace gracy::access
