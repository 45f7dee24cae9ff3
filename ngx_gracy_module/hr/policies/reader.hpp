// Who asks for policies: a reader sees what is published, an editor everything.
#pragma once

#include "access/call.hpp"

namespace gracy::hr {

inline bool is_policy_editor(const access::Call& call) {
    return includes(call.principal().scopes, access::Scope::policies_write);
}

}  // namespace gracy::hr
