// What somebody who opens the conversation with Gracy can ask with one click
// (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts).
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "slack/sending/passing_call.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

inline constexpr const char* suggested_prompts_kind = "slack.suggested_prompts";

struct PromptsPlace {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string user_id;
    std::string channel;
};

/// The job that shows them: once a day for a person, and never tried again.
jobs::NewJob suggested_prompts_job(const PromptsPlace& place, base::Timestamp opened_at);

class PromptSuggester {
  public:
    /// All must outlive this.
    PromptSuggester(postgres::Database& database, WebApi& api, const TokenKeys& keys) : calls_(database, api, keys) {}

    /// In the member's language; where Slack does not want them, nothing is lost.
    base::Task<void> suggest(jobs::Job job);

  private:
    PassingCalls calls_;
};

}  // namespace gracy::slack
