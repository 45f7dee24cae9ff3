// What a member has had of the assistant, as lists.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::assistant {

base::Task<http::Response> list_questions(access::Call& call);
base::Task<http::Response> list_tasks(access::Call& call);

}  // namespace gracy::assistant
