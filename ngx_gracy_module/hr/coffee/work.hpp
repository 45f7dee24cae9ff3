// The worker makes rounds ahead of their time, asks afterwards whether people met, and tells in the product what Slack
// does not.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "coffee.rounds", "coffee.follow_up" and "coffee.notices", each minute. A round is stored once, whatever restarts and
/// however many workers look: (program, time) is its key, and the statement that stores it moves the program on.
void add_coffee_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
