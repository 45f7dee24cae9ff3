// Brings answers to where they were asked for in Slack.
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"

namespace gracy::slack {

/// Queued by finish_assistant_question.
inline constexpr const char* answer_kind = "slack.answer";

class AnswerPoster {
  public:
    /// It must outlive this.
    explicit AnswerPoster(postgres::Database& database) : database_(database) {}

    /// Puts the answer among the messages that wait, once; or wakes its stream, which then brings it whatever happens.
    /// Nothing when a stream has brought it already: it may end before this job is run, or run again.
    base::Task<void> post(jobs::Job job);

  private:
    postgres::Database& database_;
};

}  // namespace gracy::slack
