// POST /slack/commands: slash commands, answered in the response because a person is waiting.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/problem.hpp"

namespace gracy::slack {

base::Task<http::Response> receive_command(access::Call& call);

/// An apology to the person, as a 200: Slack shows nothing of other answers and sends no command twice.
http::Response command_problem(const http::Request& request, const http::Problem& problem);

}  // namespace gracy::slack
