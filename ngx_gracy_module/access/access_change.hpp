// Telling every process at once that somebody may no longer do what they could.
#pragma once

#include "access/call.hpp"

namespace gracy::access {

/// After a session, a token or a role was taken away. Others would notice within a second by themselves.
void announce_access_change(Call& call);

}  // namespace gracy::access
