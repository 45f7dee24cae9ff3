// Celebrations are planned ahead by the worker.
#pragma once

#include "hr/work.hpp"

namespace gracy::hr {

/// "celebrations.plan", every ten minutes, because midnight comes at another time in each time zone: plans for each
/// team space whose day has begun since it ran last.
void add_celebrations_work(Work& all, const WorkServices& services);

}  // namespace gracy::hr
