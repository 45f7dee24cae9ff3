// Who has had their last day leaves.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "people.leave": each half hour, so that it is done soon after midnight wherever somebody works. The last owner of a
/// team space stays, and the log says so.
void add_people_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
