// A wave's form, submitted.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

/// Stored with the member's name, or refused under the question that it is about. `interaction` must outlive the task.
/// Throws postgres::Error.
base::Task<http::Response> submit_survey(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
