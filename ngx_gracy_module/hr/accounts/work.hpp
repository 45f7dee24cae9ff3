// The worker chains the audit log, and mails links to set passwords.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// Adds what links lines that were committed, each second, and what mails.
void add_accounts_work(Work& work, const WorkServices& services);

}  // namespace gracy::hr
