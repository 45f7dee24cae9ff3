// What the system tells a member.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_notices(access::Call& call);
base::Task<http::Response> read_notice(access::Call& call);
base::Task<http::Response> read_notices(access::Call& call);

}  // namespace gracy::hr
