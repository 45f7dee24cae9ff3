// POST /slack/interactions: what people click, choose and submit.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/problem.hpp"

namespace gracy::slack {

/// A submission and a suggestion are answered from PostgreSQL, because the person looks at a form meanwhile. Everything
/// else is stored like an event before the 200, and what it leads to happens in the worker. Suggestions are not kept:
/// they are every letter that somebody types.
base::Task<http::Response> receive_interaction(access::Call& call);

/// An apology in the form for a submission, no options for a suggestion; else 503, at which Slack shows that the click
/// did not work.
http::Response interaction_problem(const http::Request& request, const http::Problem& problem);

}  // namespace gracy::slack
