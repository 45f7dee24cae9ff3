// Sign in with Slack (docs.slack.dev/authentication/sign-in-with-slack), for browsers: to Slack's page and back with a
// code, which the worker exchanges; then the browser has a session of HR's. Who it is, Slack says, and whose member
// that is, the workspace's people say (slack/people): never an e-mail address.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::slack {

/// GET /slack/sign-in?to=: to Slack's page. Afterwards the browser is led to `to`, a path.
base::Task<http::Response> begin_sign_in(access::Call& call);

/// GET /slack/sign-in/callback: a code, or why there is none. Shows the result's page.
base::Task<http::Response> receive_sign_in(access::Call& call);

/// GET /slack/sign-in/result: on to where they wanted to be, with a session; or why not.
base::Task<http::Response> show_sign_in(access::Call& call);

}  // namespace gracy::slack
