// What the routes of tasks do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::assistant {

base::Task<http::Response> list_task_kinds(access::Call& call);
base::Task<http::Response> start_task(access::Call& call);
base::Task<http::Response> get_task(access::Call& call);

}  // namespace gracy::assistant
