// What Slack shows around an announcement: the message with which its author follows it, and those that ask others to
// approve it.
#pragma once

#include "base/task.hpp"
#include "postgres/client.hpp"

#include <cstdint>

namespace gracy::slack {

/// Has them say what is so now, each posted once and then changed: while it is on its way at most every ten seconds.
/// Whoever is not in Slack has none. `client` must outlive the task. Throws postgres::Error.
base::Task<void> show_announcement(postgres::Client& client, std::int64_t team_space_id, std::int64_t announcement_id);

}  // namespace gracy::slack
