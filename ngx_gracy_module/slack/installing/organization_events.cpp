#include "slack/installing/organization_events.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/receiving/delivery.hpp"

#include <string>
#include <vector>

namespace gracy::slack {
namespace {

// Far more than an administrator chooses at once; what is beyond them, the list of workspaces says.
constexpr std::size_t most_workspaces = 1000;

}  // namespace

base::Task<void> change_approval(postgres::Transaction& transaction, const EventTenant& tenant,
                                 base::JsonView payload) {
    if (!tenant.enterprise_id) {
        co_return;
    }
    std::vector<std::string> team_ids;
    for (const base::JsonView entry : payload["event"]["team_ids"].elements()) {
        if (auto team_id = identifier(entry); team_id && team_ids.size() < most_workspaces) {
            team_ids.push_back(std::move(*team_id));
        }
    }
    const std::vector<std::string_view> views(team_ids.begin(), team_ids.end());
    co_await transaction.run(sql::slack::change_approval, *tenant.enterprise_id, views,
                             payload["event"]["type"].string() == access_granted);
}

base::Task<void> learn_workspace(postgres::Transaction& transaction, const EventTenant& tenant) {
    // Events of the organization itself have none, or name it in its place.
    if (tenant.enterprise_id && tenant.team_id.starts_with('T')) {
        co_await transaction.run(sql::slack::learn_workspace, tenant.team_id, *tenant.enterprise_id);
    }
}

}  // namespace gracy::slack
