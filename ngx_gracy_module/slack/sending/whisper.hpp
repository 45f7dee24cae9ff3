// A word to one person in a conversation, which nobody else sees and which is gone soon
// (docs.slack.dev/reference/methods/chat.postEphemeral).
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"
#include "slack/sending/passing_call.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

inline constexpr const char* whisper_kind = "slack.whisper";

struct Whisper {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string user_id;
    std::string channel;
    std::optional<std::string> thread_ts;
    /// mrkdwn
    std::string text;
    /// "[{...}]"; empty: the text alone.
    std::string blocks{};
    std::optional<base::Timestamp> not_before{};
    /// Nothing is said once this is answered.
    struct Question {
        std::int64_t team_space_id;
        std::int64_t id;
    };
    std::optional<Question> while_open{};
};

/// `key`: of what it is about, the click for example, to which it is said once.
jobs::NewJob whisper_job(const Whisper& whisper, std::string key);

class Whisperer {
  public:
    /// All must outlive this.
    Whisperer(postgres::Database& database, WebApi& api, const TokenKeys& keys) : calls_(database, api, keys) {}

    /// Never tried again: later nobody would know what it is about.
    base::Task<void> say(jobs::Job job);

  private:
    PassingCalls calls_;
};

}  // namespace gracy::slack
