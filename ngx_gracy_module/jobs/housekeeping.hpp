// Rows that have had their time are deleted.
#pragma once

#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/schedule.hpp"
#include "postgres/database.hpp"

namespace gracy::jobs::housekeeping {

inline constexpr const char* lane = "bulk";

/// "housekeeping.purge": expired sessions, keys, events, finished jobs, and their like.
Kind purge(postgres::Database& database);

/// Every hour.
Schedule purge_schedule();

}  // namespace gracy::jobs::housekeeping
