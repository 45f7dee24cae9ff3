// Tells the channels of team spaces what there is to celebrate.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"

namespace gracy::slack {

class Celebrator {
  public:
    /// `database` must outlive this.
    explicit Celebrator(postgres::Database& database) : database_(database) {}

    /// Queues the posts of some team spaces that are due; true when there may be more.
    base::Task<bool> post_some();

  private:
    postgres::Database& database_;
};

}  // namespace gracy::slack
