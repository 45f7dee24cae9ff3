// Tickets that nobody needs any more.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"

namespace gracy::assistant {

/// Those that were settled a year ago go. True: there are more.
base::Task<bool> purge_tickets(postgres::Database& database);

}  // namespace gracy::assistant
