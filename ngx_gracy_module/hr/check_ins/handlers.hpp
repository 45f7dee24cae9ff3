// What the routes of check-ins do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_check_ins(access::Call& call);
base::Task<http::Response> get_check_in(access::Call& call);
base::Task<http::Response> put_check_in(access::Call& call);
base::Task<http::Response> delete_check_in(access::Call& call);
base::Task<http::Response> check_in_statistics(access::Call& call);
base::Task<http::Response> get_check_in_preferences(access::Call& call);
base::Task<http::Response> put_check_in_preferences(access::Call& call);
base::Task<http::Response> released_check_ins(access::Call& call);

base::Task<http::Response> get_feeling(access::Call& call);
base::Task<http::Response> delete_feeling(access::Call& call);
base::Task<http::Response> share_feeling(access::Call& call);
base::Task<http::Response> list_shared_feelings(access::Call& call);
base::Task<http::Response> feeling_statistics(access::Call& call);
base::Task<http::Response> get_feeling_preference(access::Call& call);
base::Task<http::Response> put_feeling_preference(access::Call& call);

}  // namespace gracy::hr
