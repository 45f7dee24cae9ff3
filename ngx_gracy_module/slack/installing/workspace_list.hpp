// Workspaces for which an organization has approved the app (docs.slack.dev/reference/methods/auth.teams.list).
#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::slack {

struct ListedWorkspace {
    std::string team_id;
    /// Empty when it cannot be kept.
    std::string name;
};

struct WorkspacePage {
    std::vector<ListedWorkspace> workspaces;
    /// Empty: it was the last one.
    std::string next_cursor;
};

/// Nothing when the answer has no list, an entry that is no workspace, more than were asked for or a cursor that is
/// none: what is not listed is taken for closed.
std::optional<WorkspacePage> read_workspaces(base::JsonView answer);

/// How many are asked for at once (docs.slack.dev/apis/web-api/pagination recommends up to 200).
inline constexpr int workspaces_at_once = 200;

}  // namespace gracy::slack
