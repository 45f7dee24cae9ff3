// Installing Gracy into a workspace or an organization (docs.slack.dev/authentication/installing-with-oauth). An
// administrator asks for a link; whoever may install apps in the workspace follows it, sees whose it is and goes on to
// Slack, and Slack sends their browser back with a code. The worker alone exchanges codes: this process never calls
// Slack.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::slack {

/// POST /api/v1/slack/install-links
base::Task<http::Response> create_install_link(access::Call& call);

/// GET /api/v1/slack/workspaces: what is connected, workspaces and organizations.
base::Task<http::Response> list_workspaces(access::Call& call);

/// GET /slack/install?link=: asks whether a workspace is to be connected to the link's team space.
base::Task<http::Response> ask_to_install(access::Call& call);

/// POST /slack/install?link=: to Slack's page, with a state that this browser alone can bring back.
base::Task<http::Response> begin_install(access::Call& call);

/// GET /slack/oauth/callback: a code, or why there is none. Shows the result's page.
base::Task<http::Response> receive_code(access::Call& call);

/// GET /slack/install/result: how far this browser's install is.
base::Task<http::Response> show_install(access::Call& call);

}  // namespace gracy::slack
