// HR's answer to a question, submitted.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

/// `interaction` must outlive the task. Throws postgres::Error.
base::Task<http::Response> submit_ticket_answer(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack
