// Who has had their last day leaves.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "people.leave": each half hour, so that it is done soon after midnight wherever somebody works. A last day that
/// passed more than 31 days ago is left alone. The last owner of a team space stays, and the log says so.
void add_people_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
