// The worker writes the audience of an announcement down and sends its mail.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "announcements.prepare" and "announcements.deliver", which the database enqueues itself, and a report of how fast
/// this worker sends.
void add_announcements_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
