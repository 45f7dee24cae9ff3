// POST /slack/events: verify, store, and only then say that it arrived. What an event leads to happens in the worker.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/problem.hpp"

namespace gracy::slack {

base::Task<http::Response> receive_event(access::Call& call);

/// 503 without a word that would stop Slack's retries: the event is not stored, or nobody knows.
http::Response event_problem(const http::Request& request, const http::Problem& problem);

}  // namespace gracy::slack
