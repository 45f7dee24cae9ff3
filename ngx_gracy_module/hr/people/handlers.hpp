// What the routes of the directory do: people, departments, places and teams.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> get_me(access::Call& call);
base::Task<http::Response> change_me(access::Call& call);
base::Task<http::Response> list_members(access::Call& call);
base::Task<http::Response> create_member(access::Call& call);
base::Task<http::Response> get_member(access::Call& call);
base::Task<http::Response> change_member(access::Call& call);
base::Task<http::Response> erase_member(access::Call& call);
base::Task<http::Response> import_members(access::Call& call);
base::Task<http::Response> list_chain(access::Call& call);
base::Task<http::Response> list_reports(access::Call& call);
base::Task<http::Response> get_org_chart(access::Call& call);
base::Task<http::Response> list_departments(access::Call& call);
base::Task<http::Response> create_department(access::Call& call);
base::Task<http::Response> get_department(access::Call& call);
base::Task<http::Response> change_department(access::Call& call);
base::Task<http::Response> delete_department(access::Call& call);
base::Task<http::Response> list_locations(access::Call& call);
base::Task<http::Response> create_location(access::Call& call);
base::Task<http::Response> get_location(access::Call& call);
base::Task<http::Response> change_location(access::Call& call);
base::Task<http::Response> delete_location(access::Call& call);
base::Task<http::Response> list_teams(access::Call& call);
base::Task<http::Response> create_team(access::Call& call);
base::Task<http::Response> get_team(access::Call& call);
base::Task<http::Response> change_team(access::Call& call);
base::Task<http::Response> delete_team(access::Call& call);
base::Task<http::Response> list_team_members(access::Call& call);
base::Task<http::Response> put_team_member(access::Call& call);
base::Task<http::Response> remove_team_member(access::Call& call);

}  // namespace gracy::hr
