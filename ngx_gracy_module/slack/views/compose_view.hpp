// The modal that somebody asked for, filled in for them.
#pragma once

#include "base/task.hpp"
#include "postgres/client.hpp"
#include "slack/sending/web_api.hpp"
#include "slack/views/open_view.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// The view as views.open takes it: one that says why, for whom there is nothing to fill in. Nothing when the workspace
/// is unknown. `address`: nginx as browsers reach it, or empty. All arguments must outlive the task. Throws
/// jobs::Permanent for a view that we do not have.
base::Task<std::optional<std::string>> compose_view(postgres::Client& client, const ViewRequest& request,
                                                    std::string_view address);

/// The form of kudos for the people of a user group, whom `group` names: the answer of usergroups.users.list.
base::Task<std::optional<std::string>> compose_group_view(postgres::Client& client, const ViewRequest& request,
                                                          const ApiResult& group);

}  // namespace gracy::slack
