// A program's round, from its pool to its groups.
#pragma once

#include "base/task.hpp"
#include "gracy/sql/coffee.hpp"
#include "io/offload.hpp"
#include "postgres/database.hpp"

namespace gracy::hr::coffee {

/// Reads the pool, matches it on another thread, and stores the round. When somebody comes or goes in between it begins
/// anew.
base::Task<void> make_round(postgres::Database& database, io::Offload& offload,
                            const sql::coffee::list_due_programs_row& program);

}  // namespace gracy::hr::coffee
