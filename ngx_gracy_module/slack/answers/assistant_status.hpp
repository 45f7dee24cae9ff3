// "is looking it up ..." beneath a question while the worker answers it, where there is no stream that shows it
// (docs.slack.dev/reference/methods/assistant.threads.setStatus). Slack clears it when the answer comes.
#pragma once

#include "base/task.hpp"
#include "http/language.hpp"
#include "jobs/job.hpp"
#include "slack/sending/passing_call.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

inline constexpr const char* assistant_status_kind = "slack.assistant_status";

struct AssistantStatus {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::int64_t team_space_id;
    std::int64_t question_id;
    std::string channel;
    std::string thread_ts;
    http::Language language;
};

/// The job that shows it: once, and never tried again.
jobs::NewJob assistant_status_job(const AssistantStatus& status);

class StatusLine {
  public:
    /// All must outlive this.
    StatusLine(postgres::Database& database, WebApi& api, const TokenKeys& keys) : calls_(database, api, keys) {}

    /// Shows it, unless the answer is there. Only in conversations with the bot, which are its threads; where Slack
    /// does not want it, nothing is lost.
    base::Task<void> show(jobs::Job job);

  private:
    PassingCalls calls_;
};

}  // namespace gracy::slack
