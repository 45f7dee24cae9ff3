// What came of a question, as it is stored, for whatever brings it to Slack.
#pragma once

#include "base/task.hpp"
#include "postgres/client.hpp"
#include "slack/answers/answer_message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

struct StoredAnswer {
    AssistantAnswer answer;
    /// Where it was asked.
    std::string team_id;
    std::string channel;
};

/// Nothing while it is open, when it was not asked in Slack, and when it is gone with its member. `client` must outlive
/// the task. Throws postgres::Error.
base::Task<std::optional<StoredAnswer>> read_answer(postgres::Client& client, std::int64_t team_space_id,
                                                    std::int64_t question_id);

/// By which it is told once. After a failure an operator's retry may still answer it.
std::string answer_key(const AssistantAnswer& answer);

}  // namespace gracy::slack
