#include "hr/routes.hpp"

#include "hr/people/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/me", Surface::hr, Scope::none, access::signed_in, 1, get_me, "The caller"},
    access::Route{Method::patch, "/api/v1/me", Surface::hr, Scope::profile_write, access::signed_in, 2, change_me,
                  "Change the caller's own profile"},
    access::Route{Method::get, "/api/v1/members", Surface::hr, Scope::people_read, access::signed_in, 2, list_members,
                  "Members by name"},
    access::Route{Method::post, "/api/v1/members", Surface::hr, Scope::people_write, access::signed_in, 2,
                  create_member, "Add a member"},
    access::Route{Method::post, "/api/v1/members/import", Surface::hr, Scope::people_write, access::signed_in, 2,
                  import_members, "Import members from CSV"},
    access::Route{Method::get, "/api/v1/members/{id}", Surface::hr, Scope::people_read, access::signed_in, 1,
                  get_member, "A member"},
    access::Route{Method::patch, "/api/v1/members/{id}", Surface::hr, Scope::people_write, access::signed_in, 2,
                  change_member, "Change a member"},
    access::Route{Method::post, "/api/v1/members/{id}/erase", Surface::hr, Scope::people_write, access::signed_in, 2,
                  erase_member, "Erase a leaver's personal data"},
    access::Route{Method::get, "/api/v1/members/{id}/chain", Surface::hr, Scope::people_read, access::signed_in, 1,
                  list_chain, "A member's managers, nearest first"},
    access::Route{Method::get, "/api/v1/members/{id}/reports", Surface::hr, Scope::people_read, access::signed_in, 2,
                  list_reports, "Those who report to a member"},
    access::Route{Method::get, "/api/v1/org-chart", Surface::hr, Scope::people_read, access::signed_in, 1,
                  get_org_chart, "The organisation chart"},
    access::Route{Method::get, "/api/v1/departments", Surface::hr, Scope::people_read, access::signed_in, 2,
                  list_departments, "Departments by name"},
    access::Route{Method::post, "/api/v1/departments", Surface::hr, Scope::people_write, access::signed_in, 2,
                  create_department, "Add a department"},
    access::Route{Method::get, "/api/v1/departments/{id}", Surface::hr, Scope::people_read, access::signed_in, 1,
                  get_department, "A department"},
    access::Route{Method::patch, "/api/v1/departments/{id}", Surface::hr, Scope::people_write, access::signed_in, 2,
                  change_department, "Change a department"},
    access::Route{Method::remove, "/api/v1/departments/{id}", Surface::hr, Scope::people_write, access::signed_in, 1,
                  delete_department, "Delete a department"},
    access::Route{Method::get, "/api/v1/locations", Surface::hr, Scope::people_read, access::signed_in, 2,
                  list_locations, "Locations by name"},
    access::Route{Method::post, "/api/v1/locations", Surface::hr, Scope::people_write, access::signed_in, 2,
                  create_location, "Add a location"},
    access::Route{Method::get, "/api/v1/locations/{id}", Surface::hr, Scope::people_read, access::signed_in, 1,
                  get_location, "A location"},
    access::Route{Method::patch, "/api/v1/locations/{id}", Surface::hr, Scope::people_write, access::signed_in, 2,
                  change_location, "Change a location"},
    access::Route{Method::remove, "/api/v1/locations/{id}", Surface::hr, Scope::people_write, access::signed_in, 1,
                  delete_location, "Delete a location"},
    access::Route{Method::get, "/api/v1/teams", Surface::hr, Scope::people_read, access::signed_in, 2, list_teams,
                  "Teams by name"},
    access::Route{Method::post, "/api/v1/teams", Surface::hr, Scope::people_write, access::signed_in, 2, create_team,
                  "Add a team"},
    access::Route{Method::get, "/api/v1/teams/{id}", Surface::hr, Scope::people_read, access::signed_in, 1, get_team,
                  "A team"},
    access::Route{Method::patch, "/api/v1/teams/{id}", Surface::hr, Scope::people_write, access::signed_in, 2,
                  change_team, "Change a team"},
    access::Route{Method::remove, "/api/v1/teams/{id}", Surface::hr, Scope::people_write, access::signed_in, 1,
                  delete_team, "Delete a team"},
    access::Route{Method::get, "/api/v1/teams/{id}/members", Surface::hr, Scope::people_read, access::signed_in, 2,
                  list_team_members, "A team's members by name"},
    access::Route{Method::put, "/api/v1/teams/{id}/members/{member_id}", Surface::hr, Scope::people_write,
                  access::signed_in, 1, put_team_member, "Put somebody into a team"},
    access::Route{Method::remove, "/api/v1/teams/{id}/members/{member_id}", Surface::hr, Scope::people_write,
                  access::signed_in, 1, remove_team_member, "Take somebody out of a team"},
};

}  // namespace

std::span<const access::Route> people_routes() {
    return table;
}

}  // namespace gracy::hr
