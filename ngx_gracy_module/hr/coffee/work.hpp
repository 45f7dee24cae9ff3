// The worker makes rounds ahead of their time, and asks afterwards whether people met.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "coffee.rounds" and "coffee.follow_up", each minute. A round is stored once, whatever restarts and however many
/// workers look: (program, time) is its key, and the statement that stores it moves the program on.
void add_coffee_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
