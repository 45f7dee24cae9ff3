// The message with which the author of an announcement follows it.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "postgres/client.hpp"

#include <cstdint>

namespace gracy::slack {

/// Posts it when there is none, else changes it to what is true now: at most every ten seconds while it is on its way.
/// Nothing for an author who is not in Slack. `client` must outlive the task.
base::Task<void> show_progress(postgres::Client& client, std::int64_t team_space_id, std::int64_t announcement_id,
                               base::Timestamp now);

}  // namespace gracy::slack
