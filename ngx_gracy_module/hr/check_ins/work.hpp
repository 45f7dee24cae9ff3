// What check-ins have the worker do: publishing what may be, and deleting what leavers wrote.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

void add_check_ins_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
