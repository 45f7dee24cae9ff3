// Brings what went wrong in this process, and jobs that died anywhere, to where the operator's reports are made from.
#pragma once

#include "base/task.hpp"
#include "jobs/error_log.hpp"
#include "postgres/database.hpp"

namespace gracy::jobs {

class ErrorBook {
  public:
    /// All must outlive this.
    ErrorBook(postgres::Database& database, ErrorLog& log) : database_(database), log_(log) {}

    /// True when there may be more. While the database does not answer, errors wait in the log.
    base::Task<bool> keep_some();

  private:
    postgres::Database& database_;
    ErrorLog& log_;
};

}  // namespace gracy::jobs
