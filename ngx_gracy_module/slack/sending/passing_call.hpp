// What Slack shows in passing: a status, prompts, a word that one person sees. Each is a job of the interactive lane
// that is tried once, and where Slack does not want it nothing is lost.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/client.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

/// `key`: what it is about, for which there is one.
jobs::NewJob passing_job(std::string kind, std::string payload, std::string key);

class PassingCalls {
  public:
    /// All must outlive this.
    PassingCalls(postgres::Database& database, WebApi& api, const TokenKeys& keys)
        : database_(database), api_(api), keys_(keys) {}

    postgres::Client client() const { return postgres::Client(database_); }

    /// Of the workspace that the job's payload names (team_id, enterprise_id); nothing as bot_token says. Both must
    /// outlive the task.
    base::Task<std::optional<std::string>> token(postgres::Client& client, std::optional<std::int64_t> team_space_id,
                                                 const base::Json& payload);

    /// Whether Slack took it.
    base::Task<bool> call(std::string method, std::string token, std::string arguments);

  private:
    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
};

}  // namespace gracy::slack
