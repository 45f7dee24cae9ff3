// /announce and its modals, in the module: answered at once, because somebody is waiting.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/command.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

// What is passed in must outlive the task. All throw postgres::Error.

/// /announce: the form opens, or the person reads why not.
base::Task<http::Response> announce(access::Call& call, const Command& command);

/// The form: a draft is kept, and its preview comes on top of the form.
base::Task<http::Response> submit_announcement(access::Call& call, const Interaction& interaction);

/// The preview: it is sent, or others are asked to approve it.
base::Task<http::Response> submit_announcement_preview(access::Call& call, const Interaction& interaction);

/// The form with a draft that there is: as submit_announcement.
base::Task<http::Response> submit_edit(access::Call& call, const Interaction& interaction);

/// The form that says why an announcement is declined.
base::Task<http::Response> submit_decline(access::Call& call, const Interaction& interaction);

/// The form that approves an announcement or declines it.
base::Task<http::Response> submit_review(access::Call& call, const Interaction& interaction);

/// The form that corrects what was sent.
base::Task<http::Response> submit_correction(access::Call& call, const Interaction& interaction);

/// Whom somebody may choose while typing.
base::Task<http::Response> suggest_audiences(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
