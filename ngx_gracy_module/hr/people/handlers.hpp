// What the routes of the directory do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> get_me(access::Call& call);
base::Task<http::Response> list_members(access::Call& call);
base::Task<http::Response> get_member(access::Call& call);
base::Task<http::Response> export_members(access::Call& call);

}  // namespace gracy::hr
