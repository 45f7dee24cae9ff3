// What the routes of recognition do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_values(access::Call& call);
base::Task<http::Response> get_value(access::Call& call);
base::Task<http::Response> create_value(access::Call& call);
base::Task<http::Response> update_value(access::Call& call);
base::Task<http::Response> deactivate_value(access::Call& call);
base::Task<http::Response> list_kudos(access::Call& call);
base::Task<http::Response> get_kudos(access::Call& call);
base::Task<http::Response> give_kudos(access::Call& call);

}  // namespace gracy::hr
