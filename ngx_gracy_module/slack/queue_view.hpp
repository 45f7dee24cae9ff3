// Asks the worker for a form, at once.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/open_view.hpp"

namespace gracy::slack {

/// `request` must outlive the task. Throws postgres::Error.
base::Task<void> queue_view(access::Call& call, const ViewRequest& request);

}  // namespace gracy::slack
