// Announcements on their way into Slack: deliveries become messages of the bulk lane, and who writes and who approves
// them sees how far it is.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"

namespace gracy::slack {

inline constexpr const char* announce_kind = "slack.announce";
inline constexpr const char* show_kind = "slack.show_announcement";
/// As it was called before others than the author were shown anything.
inline constexpr const char* former_show_kind = "slack.show_progress";

class Announcer {
  public:
    /// Both must outlive this.
    Announcer(postgres::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

    /// One link of the chain that queue_slack_announcement begins: hands over what is due, gives older messages the
    /// newest text, tells the author, and queues the next link as long as something is open.
    base::Task<void> announce(jobs::Job job);

    /// What is shown around one, to its author and to whoever may approve it, as it is now.
    base::Task<void> show(jobs::Job job);

  private:
    postgres::Database& database_;
    const base::Clock& clock_;
};

}  // namespace gracy::slack
