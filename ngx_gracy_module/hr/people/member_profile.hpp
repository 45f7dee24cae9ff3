// A member's whole profile as the response to whoever reads, adds or changes it.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::hr {

/// Throws Problem::not_found. Two people see the birthday with its year, what the member has decided about it, and a
/// last day that is to come: the member, and who manages people; others the birthday's day, when the member lets it be
/// celebrated.
base::Task<http::Response> respond_member(access::Call& call, std::int64_t id, int status = 200);

/// The caller's own, with role, scopes and team space.
base::Task<http::Response> respond_me(access::Call& call);

}  // namespace gracy::hr
