// What check-ins have the worker do: asking for them, publishing what may be, and deleting what leavers wrote.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "check_ins.ask": each minute, who is due. "check_ins.release", "check_ins.delete_leavers".
void add_check_ins_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
