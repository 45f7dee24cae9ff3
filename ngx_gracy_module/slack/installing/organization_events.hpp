// What Slack tells of an organization's workspaces (docs.slack.dev/enterprise/organization-ready-apps). Each runs
// inside the transaction in which the event was claimed.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/event_consumer.hpp"

namespace gracy::slack {

/// team_access_granted, team_access_revoked: in any order; Slack is asked afterwards which workspaces they are.
base::Task<void> change_approval(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

/// Any event of a workspace in which the app is by its organization: it is one of its workspaces from now on.
base::Task<void> learn_workspace(postgres::Transaction& transaction, const EventTenant& tenant);

}  // namespace gracy::slack
