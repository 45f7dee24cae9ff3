// Rows that have had their time are deleted.
#pragma once

#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/schedule.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <functional>

namespace gracy::jobs::housekeeping {

inline constexpr const char* lane = "bulk";

/// Of each kind of rows, in one statement.
inline constexpr std::int32_t most_at_once = 10'000;

/// Deletes at most so many rows of each kind that have had their time, and says how many there were.
using DeleteSome = std::function<base::Task<std::int64_t>(std::int32_t limit)>;

/// Calls it until nothing is left, in short transactions: with half as many rows whenever the time for one statement
/// was too short. How many were deleted.
base::Task<std::int64_t> delete_all(DeleteSome delete_some);

/// "housekeeping.purge": expired sessions, keys, events, finished jobs, and their like.
Kind purge(postgres::Database& database);

/// Every hour.
Schedule purge_schedule();

}  // namespace gracy::jobs::housekeeping
