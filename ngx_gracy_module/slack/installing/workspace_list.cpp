#include "slack/installing/workspace_list.hpp"

#include "slack/receiving/delivery.hpp"
#include "slack/sending/cursor.hpp"

namespace gracy::slack {
namespace {

constexpr std::size_t longest_name = 255;

}  // namespace

std::optional<WorkspacePage> read_workspaces(base::JsonView answer) {
    const base::JsonView teams = answer["teams"];
    const auto next = next_cursor(answer);
    if (!teams.is_array() || teams.size() > workspaces_at_once || !next) {
        return std::nullopt;
    }
    WorkspacePage page{.workspaces = {}, .next_cursor = *next};
    for (const base::JsonView team : teams.elements()) {
        auto id = identifier(team["id"]);
        if (!id) {
            return std::nullopt;
        }
        const std::string_view name = team["name"].string().value_or("");
        const bool fits = name.size() <= longest_name && !name.contains('\0');
        page.workspaces.push_back({.team_id = std::move(*id), .name = std::string(fits ? name : "")});
    }
    return page;
}

}  // namespace gracy::slack
