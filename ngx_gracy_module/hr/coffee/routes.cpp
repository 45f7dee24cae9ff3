#include "hr/routes.hpp"

#include "hr/coffee/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/coffee/programs", Surface::hr, Scope::coffee_write, access::signed_in, 2,
                  list_coffee_programs, "Coffee programs"},
    access::Route{Method::post, "/api/v1/coffee/programs", Surface::hr, Scope::coffee_manage, access::signed_in, 2,
                  create_coffee_program, "Begin a coffee program"},
    access::Route{Method::get, "/api/v1/coffee/programs/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 1,
                  get_coffee_program, "A coffee program"},
    access::Route{Method::patch, "/api/v1/coffee/programs/{id}", Surface::hr, Scope::coffee_manage, access::signed_in,
                  2, change_coffee_program, "Change a coffee program"},
    access::Route{Method::remove, "/api/v1/coffee/programs/{id}", Surface::hr, Scope::coffee_manage, access::signed_in,
                  1, close_coffee_program, "End a coffee program"},
    access::Route{Method::get, "/api/v1/me/coffee/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 1,
                  get_coffee_participation, "How the caller takes part"},
    access::Route{Method::put, "/api/v1/me/coffee/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 2,
                  take_part_in_coffee, "Join, pause or come back"},
    access::Route{Method::remove, "/api/v1/me/coffee/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 1,
                  leave_coffee, "Leave a coffee program"},
    access::confidential(access::Route{Method::get, "/api/v1/me/coffee/exclusions", Surface::hr, Scope::coffee_write,
                                       access::signed_in, 2, list_coffee_exclusions,
                                       "Whom the caller does not want to meet"}),
    access::without_body(access::Route{Method::put, "/api/v1/me/coffee/exclusions/{id}", Surface::hr,
                                       Scope::coffee_write, access::signed_in, 1, exclude_from_coffee,
                                       "Not meet somebody"}),
    access::Route{Method::remove, "/api/v1/me/coffee/exclusions/{id}", Surface::hr, Scope::coffee_write,
                  access::signed_in, 1, readmit_to_coffee, "Meet somebody again"},
    access::Route{Method::put, "/api/v1/me/coffee/seats/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 1,
                  answer_coffee, "Say whether the group met"},
    access::Route{Method::get, "/api/v1/me/coffee/rounds", Surface::hr, Scope::coffee_write, access::signed_in, 2,
                  list_own_coffee_rounds, "The caller's rounds"},
    access::Route{Method::get, "/api/v1/me/coffee/rounds/{id}", Surface::hr, Scope::coffee_write, access::signed_in, 1,
                  get_own_coffee_round, "One of the caller's rounds"},
    access::Route{Method::get, "/api/v1/coffee/rounds", Surface::hr, Scope::coffee_manage, access::signed_in, 2,
                  list_coffee_rounds, "Rounds of all programs"},
    access::Route{Method::get, "/api/v1/coffee/rounds/{id}", Surface::hr, Scope::coffee_manage, access::signed_in, 1,
                  get_coffee_round, "A round"},
    access::Route{Method::get, "/api/v1/coffee/rounds/{id}/groups", Surface::hr, Scope::coffee_manage,
                  access::signed_in, 2, list_coffee_groups, "A round's groups"},
};

}  // namespace

std::span<const access::Route> coffee_routes() {
    return table;
}

}  // namespace gracy::hr
