// Asks the worker for a form, at once.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/command.hpp"
#include "slack/views/open_view.hpp"

namespace gracy::slack {

/// `response_url`: of the click or the command; where there is one, an apology is read when the form does not open. It
/// must outlive the task. Throws postgres::Error.
base::Task<void> queue_view(access::Call& call, ViewRequest request, base::JsonView response_url);

/// The form behind a command, and an empty answer to it. `command` must outlive the task.
base::Task<http::Response> open_for(access::Call& call, const Command& command, std::string_view view);

}  // namespace gracy::slack
