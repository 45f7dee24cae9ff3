// Everybody in a workspace is read once after it was connected (users.list, page by page, within Slack's limits), and
// before that, in an organization, which workspaces there are (auth.teams.list); events keep that true from then on.
// How far it is stands in the database: whoever goes on, goes on from there.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"
#include "slack/installing/workspace_list.hpp"
#include "slack/people/person.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

inline constexpr const char* match_people_kind = "slack.match_people";

class MemberSync {
  public:
    /// All must outlive this.
    MemberSync(postgres::Database& database, WebApi& api, const TokenKeys& keys)
        : database_(database), api_(api), keys_(keys) {}

    /// Reads one page of one workspace or organization; true when there may be more to do.
    base::Task<bool> sync_some();

    /// Asked for by expect_slack_people: HR has entered people who may be in Slack already.
    base::Task<void> match(jobs::Job job);

  private:
    struct Step {
        std::int64_t team_space_id;
        /// Of the workspace whose people are read, or of the organization whose workspaces are.
        std::string team_id;
        bool is_organization;
        /// Of the organization that the workspace is in.
        std::optional<std::string> enterprise_id;
        std::string cursor;
        base::Timestamp began_at;
    };

    base::Task<void> read_page(const Step& step, std::string token);
    /// Where the workspace is on the web; without it messages have no links.
    base::Task<void> keep_url(const Step& step, std::string token);
    base::Task<void> keep(const Step& step, const base::Json& answer);
    base::Task<void> keep(const Step& step, const PeoplePage& page);
    base::Task<void> keep(const Step& step, const WorkspacePage& page);
    base::Task<void> settle(const Step& step, std::string_view result, std::string error, double wait_seconds);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
};

}  // namespace gracy::slack
