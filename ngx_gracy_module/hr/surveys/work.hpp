// Answers are moved out of the inbox, and waves that are over get their results.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "surveys.release": everything that is due at the moment. Each minute, and at once when a wave is closed early.
void add_surveys_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
