// The worker rolls up what members did.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// Adds the task that keeps weeks and months up to five minutes old.
void add_analytics_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
