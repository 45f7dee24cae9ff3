// What the routes of questions do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::assistant {

base::Task<http::Response> ask_question(access::Call& call);
base::Task<http::Response> get_question(access::Call& call);

}  // namespace gracy::assistant
