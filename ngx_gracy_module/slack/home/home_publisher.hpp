// App Home is shown as it is now: when somebody opens it, and after what they do elsewhere.
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"
#include "postgres/transaction.hpp"

#include <optional>
#include <string_view>

namespace gracy::slack {

inline constexpr const char* publish_home_kind = "slack.publish_home";

/// Queues App Home of a person as it is now. Throws postgres::Error.
base::Task<void> publish_home_of(postgres::Transaction& transaction, std::string_view team_id,
                                 std::optional<std::string_view> enterprise_id, std::string_view user);

class HomePublisher {
  public:
    /// `database` must outlive this.
    explicit HomePublisher(postgres::Database& database) : database_(database) {}

    /// Asked for by refresh_home.
    base::Task<void> publish(jobs::Job job);

  private:
    postgres::Database& database_;
};

}  // namespace gracy::slack
