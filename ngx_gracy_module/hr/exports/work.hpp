// The worker writes exports, and deletes them when they have had their day.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

void add_exports_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
