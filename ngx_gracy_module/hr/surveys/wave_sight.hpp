// Of which waves somebody reads results.
#pragma once

#include "access/principal.hpp"

namespace gracy::hr {

/// Who leads people, and no more, reads of the waves that asked everybody, and of their own group's.
inline bool sees_every_wave(const access::Principal& who) {
    return access::includes(who.scopes, access::Scope::surveys_manage) ||
           access::includes(who.scopes, access::Scope::analytics_all);
}

}  // namespace gracy::hr
