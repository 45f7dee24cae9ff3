// Answers are moved out of the inbox, waves that are over get their results, and who is asked hears of it.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "surveys.release": everything that is due at the moment. Each minute, and at once when a wave is closed early.
/// "surveys.remind": members are told of waves that have opened, and are nudged. Each minute.
void add_surveys_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
