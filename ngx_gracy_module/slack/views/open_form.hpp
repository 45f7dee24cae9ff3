// A command behind which there is a form.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/receiving/command.hpp"

#include <string_view>

namespace gracy::slack {

/// It opens; who is no member reads why not. `command` must outlive the task. Throws postgres::Error.
base::Task<http::Response> open_form(access::Call& call, const Command& command, std::string_view view);

}  // namespace gracy::slack
