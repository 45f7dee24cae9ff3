// The form with how somebody takes part in coffee programs, submitted.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

/// `interaction` must outlive the task. Throws postgres::Error.
base::Task<http::Response> submit_coffee_form(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
