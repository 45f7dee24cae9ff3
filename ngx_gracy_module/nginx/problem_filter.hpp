// Errors that nginx itself makes in a Gracy location (a body too large, a malformed chunk, a rate limit) leave as
// application/problem+json too, so that a client meets one form of error.
#pragma once

namespace gracy::nginx {

/// Puts the filter before nginx's others; while the configuration is read.
void add_problem_filter();

}  // namespace gracy::nginx
