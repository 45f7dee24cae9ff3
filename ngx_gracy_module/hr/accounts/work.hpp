// The worker chains the audit log.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// Adds the job that links what was committed, each second.
void add_accounts_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
