// Announcements on their way into Slack: deliveries become messages of the bulk lane, and their author sees how far it
// is.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"

namespace gracy::slack {

inline constexpr const char* announce_kind = "slack.announce";
inline constexpr const char* show_progress_kind = "slack.show_progress";
inline constexpr const char* ask_approval_kind = "slack.ask_approval";

class Announcer {
  public:
    /// Both must outlive this.
    Announcer(postgres::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

    /// One link of the chain that queue_slack_announcement begins: hands over what is due, gives older messages the
    /// newest text, tells the author, and queues the next link as long as something is open.
    base::Task<void> announce(jobs::Job job);

    /// The message with which its author follows one, as it is now.
    base::Task<void> show(jobs::Job job);

    /// Asks others to approve what goes to many.
    base::Task<void> ask_for_approval(jobs::Job job);

  private:
    postgres::Database& database_;
    const base::Clock& clock_;
};

}  // namespace gracy::slack
