// What the routes of coffee do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_coffee_programs(access::Call& call);
base::Task<http::Response> create_coffee_program(access::Call& call);
base::Task<http::Response> get_coffee_program(access::Call& call);
base::Task<http::Response> change_coffee_program(access::Call& call);
base::Task<http::Response> close_coffee_program(access::Call& call);

base::Task<http::Response> get_coffee_participation(access::Call& call);
base::Task<http::Response> take_part_in_coffee(access::Call& call);
base::Task<http::Response> leave_coffee(access::Call& call);

base::Task<http::Response> list_coffee_exclusions(access::Call& call);
base::Task<http::Response> exclude_from_coffee(access::Call& call);
base::Task<http::Response> readmit_to_coffee(access::Call& call);

base::Task<http::Response> list_own_coffee_rounds(access::Call& call);
base::Task<http::Response> get_own_coffee_round(access::Call& call);
base::Task<http::Response> list_coffee_rounds(access::Call& call);
base::Task<http::Response> get_coffee_round(access::Call& call);
base::Task<http::Response> list_coffee_groups(access::Call& call);
base::Task<http::Response> answer_coffee(access::Call& call);

}  // namespace gracy::hr
