// Who holds a credential, within the limits of guesses and of requests.
#pragma once

#include "access/credential.hpp"
#include "access/principal.hpp"
#include "access/rate_guard.hpp"
#include "base/task.hpp"

#include <optional>

namespace gracy::access {

/// Nothing: nobody. Throws Problem (429), postgres::Error.
base::Task<std::optional<Principal>> recognize(Services& services, RateGuard& rates, Credential credential);

}  // namespace gracy::access
