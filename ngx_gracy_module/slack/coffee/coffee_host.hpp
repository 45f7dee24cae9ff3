// Brings the people of a coffee round together in Slack.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"

#include <cstdint>

namespace gracy::slack {

/// What became of groups, in this process.
struct CoffeeCounts {
    /// Introduced in a conversation of their own.
    std::uint64_t in_slack = 0;
    /// Told one by one, because somebody is not in Slack or Slack would not have it.
    std::uint64_t by_notice = 0;
    /// Questions whether somebody met.
    std::uint64_t asked_in_slack = 0;
    std::uint64_t asked_by_notice = 0;
};

class CoffeeHost {
  public:
    /// `database` must outlive this.
    explicit CoffeeHost(postgres::Database& database) : database_(database) {}

    // One step of each of some groups, and some questions; true when there may be more. Several may run side by side.
    base::Task<bool> introduce_some();
    base::Task<bool> ask_some();

    const CoffeeCounts& counts() const { return counts_; }

  private:
    postgres::Database& database_;
    CoffeeCounts counts_;
};

}  // namespace gracy::slack
