#include "hr/routes.hpp"

#include "hr/celebrations/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/celebrations", Surface::hr, Scope::celebrations_read, access::signed_in, 2,
                  list_celebrations, "What there is to celebrate"},
    access::Route{Method::get, "/api/v1/celebrations/settings", Surface::hr, Scope::settings_write, access::signed_in,
                  1, get_celebration_settings, "What is celebrated, and when it is told"},
    access::Route{Method::patch, "/api/v1/celebrations/settings", Surface::hr, Scope::settings_write, access::signed_in,
                  2, change_celebration_settings, "Change what is celebrated"},
    access::Route{Method::get, "/api/v1/holidays", Surface::hr, Scope::celebrations_read, access::signed_in, 2,
                  list_holidays, "Holidays"},
    access::Route{Method::put, "/api/v1/holidays/{date}", Surface::hr, Scope::settings_write, access::signed_in, 1,
                  put_holiday, "Make a day a holiday"},
    access::Route{Method::remove, "/api/v1/holidays/{date}", Surface::hr, Scope::settings_write, access::signed_in, 1,
                  delete_holiday, "Make a holiday an ordinary day"},
    access::without_body(access::Route{Method::put, "/api/v1/holidays/korea/{year}", Surface::hr, Scope::settings_write,
                                       access::signed_in, 1, add_korean_holidays,
                                       "Add Korea's public holidays of a year"}),
};

}  // namespace

std::span<const access::Route> celebrations_routes() {
    return table;
}

}  // namespace gracy::hr
