// The worker mails links by which members set a password. Their tokens are made here and are nowhere else but in the
// mail.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// Adds the job that makes and mails a link, the one that looks up who has forgotten a password and, where mail can be
/// sent with an address to link to, what tells administrators' requests so.
void add_password_links_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
