// Who in Slack is which member. What Slack has proven is linked by itself (put_slack_user.sql); the rest is for people
// to say.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::slack {

/// GET /api/v1/slack/unmatched: who is in a workspace and nobody's member.
base::Task<http::Response> list_unmatched(access::Call& call);

/// PUT /api/v1/slack/users/{team_id}/{user_id}/member: they are this member, once the member has confirmed it.
base::Task<http::Response> link_user(access::Call& call);

/// DELETE of the same: they are nobody's member.
base::Task<http::Response> unlink_user(access::Call& call);

/// GET /api/v1/me/slack/users: who in Slack is the caller, or is said to be.
base::Task<http::Response> list_own_users(access::Call& call);

/// PUT /api/v1/me/slack/users/{team_id}/{user_id}: they are the caller, as others have said.
base::Task<http::Response> confirm_link(access::Call& call);

/// DELETE of the same: they are not.
base::Task<http::Response> disown_user(access::Call& call);

/// POST /api/v1/slack/syncs: everybody is read again.
base::Task<http::Response> sync_people(access::Call& call);

}  // namespace gracy::slack
